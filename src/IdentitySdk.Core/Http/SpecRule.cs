using System.Collections.Concurrent;
using System.Globalization;
using System.Text.RegularExpressions;

namespace IdentitySdk.Core;

/// <summary>The rules that specifications state for bodies and parameters, checked before any I/O.</summary>
/// <remarks>Each returns the value it has checked; null keeps every rule. Exceptions name the argument and the property, never the value.</remarks>
internal static class SpecRule
{
    private static readonly TimeSpan s_patternTimeout = TimeSpan.FromSeconds(1);
    private static readonly ConcurrentDictionary<string, Regex> s_patterns = new(StringComparer.Ordinal);

    /// <summary>Properties that have to be set, be it to null.</summary>
    public static void Required(ApiObject body, string? argument, params string[] properties)
    {
        foreach (var property in properties)
        {
            if (!body.IsSet(property))
            {
                throw new ArgumentException($"{body.GetType().Name}.{property} is required.", argument);
            }
        }
    }

    /// <summary>Items of a list, or entries of a map.</summary>
    public static IReadOnlyCollection<T>? Count<T>(IEnumerable<T>? items, int least, int most, string? argument, string name)
    {
        // An enumerable of the caller's may give its items only once.
        var known = items is null ? null : items as IReadOnlyCollection<T> ?? [.. items];
        Check(known is null || (known.Count >= least && known.Count <= most), argument, name, Within("hold", least, most, "item", "items"));
        return known;
    }

    /// <summary>The items of a list that may be null.</summary>
    public static IEnumerable<T> Items<T>(IEnumerable<T>? items) => items ?? [];

    /// <summary>A rule for each item of a list; null items keep every rule.</summary>
    public static IReadOnlyCollection<T>? Each<T>(IEnumerable<T>? items, Action<T> rule)
    {
        var known = items is null ? null : items as IReadOnlyCollection<T> ?? [.. items];
        foreach (var item in known ?? [])
        {
            rule(item);
        }

        return known;
    }

    /// <summary>The length of a string in UTF-16 units.</summary>
    public static T Length<T>(T text, int least, int most, string? argument, string name)
    {
        var isHeld = text is not string known || (known.Length >= least && known.Length <= most);
        Check(isHeld, argument, name, Within("be", least, most, "character long", "characters long"));
        return text;
    }

    /// <summary>A regular expression (ECMA-262) that the string holds a match of.</summary>
    public static T Pattern<T>(T text, string pattern, string? argument, string name)
    {
        Check(text is not string known || IsMatch(known, pattern), argument, name, $"must match the pattern {pattern}");
        return text;
    }

    /// <summary>Bounds of a number; null for none.</summary>
    public static T Range<T>(T number, T? least, T? most, string? argument, string name, bool above = false, bool below = false)
        where T : struct, IComparable<T>, IFormattable
    {
        var isHeld = (least is not { } low || number.CompareTo(low) >= (above ? 1 : 0)) && (most is not { } high || number.CompareTo(high) <= (below ? -1 : 0));
        return isHeld ? number : throw new ArgumentException($"{name} must {Bounds(least, most, above, below)}.", argument);
    }

    /// <inheritdoc cref="Range{T}(T, T?, T?, string?, string, bool, bool)"/>
    public static T? Range<T>(T? number, T? least, T? most, string? argument, string name, bool above = false, bool below = false)
        where T : struct, IComparable<T>, IFormattable =>
        number is { } known ? Range(known, least, most, argument, name, above, below) : null;

    /// <summary>Any other rule.</summary>
    public static void Check(bool isHeld, string? argument, string name, string rule)
    {
        if (!isHeld)
        {
            throw new ArgumentException($"{name} {rule}.", argument);
        }
    }

    private static bool IsMatch(string text, string pattern)
    {
        try
        {
            return s_patterns.GetOrAdd(pattern, static pattern => new Regex(pattern, RegexOptions.ECMAScript, s_patternTimeout)).IsMatch(text);
        }
        catch (RegexMatchTimeoutException)
        {
            // What cannot be judged in time is left to the server.
            return true;
        }
    }

    private static string Within(string verb, int least, int most, string one, string many) => (least, most) switch
    {
        (_, int.MaxValue) => Invariant($"must {verb} at least {least} {(least == 1 ? one : many)}"),
        (0, _) => Invariant($"must {verb} at most {most} {(most == 1 ? one : many)}"),
        _ when least == most => Invariant($"must {verb} exactly {least} {(least == 1 ? one : many)}"),
        _ => Invariant($"must {verb} {least} to {most} {many}"),
    };

    private static string Bounds<T>(T? least, T? most, bool above, bool below)
        where T : struct, IFormattable
    {
        var low = least?.ToString(null, CultureInfo.InvariantCulture);
        var high = most?.ToString(null, CultureInfo.InvariantCulture);
        return (low, high) switch
        {
            (not null, not null) when !above && !below => $"lie between {low} and {high}",
            (not null, not null) => $"be {(above ? "above" : "at least")} {low} and {(below ? "below" : "at most")} {high}",
            (not null, _) => $"be {(above ? "above" : "at least")} {low}",
            _ => $"be {(below ? "below" : "at most")} {high}",
        };
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
