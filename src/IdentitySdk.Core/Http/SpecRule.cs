using System.Collections.Concurrent;
using System.Globalization;
using System.Text.RegularExpressions;

namespace IdentitySdk.Core;

/// <summary>Checks bodies and parameters against the rules of the specifications, before any I/O.</summary>
/// <remarks>
/// Each method returns the value that it has checked; null satisfies every rule but <see cref="Required"/>. Exceptions name the argument and the property,
/// never the value. The argument of a nested object is followed by the path to it, as in <c>body.Credentials.Password</c>.
/// </remarks>
internal static class SpecRule
{
    // The beginning of a name in generated code.
    private const string EachItem = "Each item of ";
    private static readonly TimeSpan s_patternTimeout = TimeSpan.FromSeconds(1);
    private static readonly ConcurrentDictionary<string, Regex> s_patterns = new(StringComparer.Ordinal);

    /// <summary>Checks that a member is set, and is not null unless the vendor allows it.</summary>
    /// <param name="value">The member's value.</param>
    /// <param name="body">The object that has the member.</param>
    /// <param name="argument">The argument, for exceptions.</param>
    /// <param name="name">The member's C# name.</param>
    /// <param name="nullable">Whether null counts as set.</param>
    public static void Required<T>(T value, ApiObject body, string? argument, string name, bool nullable = false)
    {
        if (value is not null || (nullable && body.IsSet(name)))
        {
            return;
        }

        var (root, path) = Split(argument);
        var reason = body.IsSet(name) ? "must not be null" : "is required";
        throw new ArgumentException($"{(path.Length > 0 ? path : body.GetType().Name)}.{name} {reason}.", root);
    }

    /// <summary>Checks that a body contains a value at any depth, null and an empty list included: without one it changes nothing.</summary>
    public static void NotEmpty(ApiObject body, string? argument) =>
        Check(JsonBody.HasValue(body), argument, body.GetType().Name, "must hold at least 1 value: it would change nothing");

    /// <summary>The argument for the rules of an object in a body.</summary>
    /// <param name="argument">The argument of the object that contains it.</param>
    /// <param name="name">The property.</param>
    public static string? Nested(string? argument, string name) => $"{argument}.{name}";

    /// <summary>Checks the number of items of a list, or of entries of a map.</summary>
    public static IReadOnlyCollection<T>? Count<T>(IEnumerable<T>? items, int min, int max, string? argument, string name)
    {
        var known = Collect(items);
        return known is null || (known.Count >= min && known.Count <= max)
            ? known
            : throw Broken(argument, name, DescribeCount("hold", min, max, "item", "items"));
    }

    /// <summary>The items of a list, empty for null.</summary>
    public static IEnumerable<T> Items<T>(IEnumerable<T>? items) => items ?? [];

    /// <summary>Checks each item of a list; null items satisfy every rule.</summary>
    public static IReadOnlyCollection<T>? Each<T>(IEnumerable<T>? items, Action<T> rule)
    {
        var known = Collect(items);
        foreach (var item in known ?? [])
        {
            rule(item);
        }

        return known;
    }

    /// <summary>Checks the length of a string in UTF-16 units.</summary>
    public static T Length<T>(T text, int min, int max, string? argument, string name) =>
        text is not string known || (known.Length >= min && known.Length <= max)
            ? text
            : throw Broken(argument, name, DescribeCount("be", min, max, "character long", "characters long"));

    /// <summary>Checks that a string contains a match of a regular expression (ECMA-262).</summary>
    public static T Pattern<T>(T text, string pattern, string? argument, string name) =>
        text is not string known || IsMatch(known, pattern) ? text : throw Broken(argument, name, $"must match the pattern {pattern}");

    /// <summary>Checks a number against bounds; null for no bound.</summary>
    public static T Range<T>(T number, T? min, T? max, string? argument, string name, bool above = false, bool below = false)
        where T : struct, IComparable<T>, IFormattable
    {
        var isAboveMin = min is not { } low || number.CompareTo(low) >= (above ? 1 : 0);
        var isBelowMax = max is not { } high || number.CompareTo(high) <= (below ? -1 : 0);
        return isAboveMin && isBelowMax ? number : throw Broken(argument, name, $"must {DescribeRange(min, max, above, below)}");
    }

    /// <inheritdoc cref="Range{T}(T, T?, T?, string?, string, bool, bool)"/>
    public static T? Range<T>(T? number, T? min, T? max, string? argument, string name, bool above = false, bool below = false)
        where T : struct, IComparable<T>, IFormattable =>
        number is { } known ? Range(known, min, max, argument, name, above, below) : null;

    /// <summary>Checks any other rule.</summary>
    public static void Check(bool isSatisfied, string? argument, string name, string rule)
    {
        if (!isSatisfied)
        {
            throw Broken(argument, name, rule);
        }
    }

    // A caller's enumerable may be enumerable only once.
    private static IReadOnlyCollection<T>? Collect<T>(IEnumerable<T>? items) => items is null ? null : items as IReadOnlyCollection<T> ?? [.. items];

    private static ArgumentException Broken(string? argument, string name, string rule)
    {
        var (root, path) = Split(argument);
        return new(
            path.Length == 0 ? $"{name} {rule}."
                : name.StartsWith(EachItem, StringComparison.Ordinal) ? $"{EachItem}{path}.{name.Substring(EachItem.Length)} {rule}."
                : $"{path}.{name} {rule}.",
            root);
    }

    /// <summary>Splits an argument and the path to an object in it.</summary>
    private static (string? Root, string Path) Split(string? argument) =>
        argument?.IndexOf('.') is { } dot and >= 0 ? (argument.Substring(0, dot), argument.Substring(dot + 1)) : (argument, "");

    private static bool IsMatch(string text, string pattern)
    {
        try
        {
            return s_patterns.GetOrAdd(pattern, static pattern => new Regex(pattern, RegexOptions.ECMAScript, s_patternTimeout)).IsMatch(text);
        }
        catch (RegexMatchTimeoutException)
        {
            // The server decides when a match takes too long.
            return true;
        }
    }

    private static string DescribeCount(string verb, int min, int max, string one, string many) => (min, max) switch
    {
        (_, int.MaxValue) => Invariant($"must {verb} at least {min} {(min == 1 ? one : many)}"),
        (0, _) => Invariant($"must {verb} at most {max} {(max == 1 ? one : many)}"),
        _ when min == max => Invariant($"must {verb} exactly {min} {(min == 1 ? one : many)}"),
        _ => Invariant($"must {verb} {min} to {max} {many}"),
    };

    private static string DescribeRange<T>(T? min, T? max, bool above, bool below)
        where T : struct, IFormattable
    {
        var low = min?.ToString(null, CultureInfo.InvariantCulture);
        var high = max?.ToString(null, CultureInfo.InvariantCulture);
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
