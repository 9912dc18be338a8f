using System.Globalization;
using IdentitySdk.Generation;
using YamlDotNet.RepresentationModel;

namespace IdentitySdk.SpecDiff;

/// <summary>Compares what a schema demands of one value: its bounds, pattern, default, enum and the like.</summary>
internal static class ConstraintComparer
{
    // The keyword, its part of oasdiff's names, and whether it is an upper bound.
    private static readonly (string Keyword, string Name, bool IsUpper)[] s_bounds =
    [
        ("maximum", "max", true), ("minimum", "min", false), ("maxLength", "max-length", true), ("minLength", "min-length", false),
        ("maxItems", "max-items", true), ("minItems", "min-items", false),
        ("maxProperties", "max-properties", true), ("minProperties", "min-properties", false),
    ];

    public static IEnumerable<Change> Compare(Side side, string where, YamlNode? before, YamlNode? after) =>
        s_bounds.SelectMany(bound => Bound(side, where, bound, before, after))
            .Concat(Pattern(side, where, before.Text("pattern"), after.Text("pattern")))
            .Concat(Default(side, where, before.Text("default"), after.Text("default")))
            .Concat(Nullable(side, where, before.Is("nullable"), after.Is("nullable")))
            .Concat(Enum(side, where, Values(before), Values(after)));

    private static IEnumerable<Change> Bound(Side side, string where, (string Keyword, string Name, bool IsUpper) bound, YamlNode? before, YamlNode? after)
    {
        var (old, now) = (Number(before, bound.Keyword), Number(after, bound.Keyword));
        if (old == now)
        {
            yield break;
        }

        var (difference, narrows) = (old, now) switch
        {
            (null, _) => ("set", true),
            (_, null) => ("unset", false),
            _ => now > old ? ("increased", !bound.IsUpper) : ("decreased", bound.IsUpper),
        };
        yield return new(Rules.OfValue(side, $"{bound.Name}-{difference}", narrows), where, $"{bound.Keyword} {Show(old)} became {Show(now)}");
    }

    private static IEnumerable<Change> Pattern(Side side, string where, string? before, string? after) => (before, after) switch
    {
        _ when before == after => [],
        (null, _) => [new(Rules.OfValue(side, "pattern-added", side.IsRequest), where, $"must match `{after}`")],
        (_, null) => [new(Rules.OfHarmless(side, "pattern-removed"), where, $"no longer must match `{before}`")],
        _ => [new(
            side.IsRequest ? Rules.OfValue(side, "pattern-changed", null) : Rules.OfHarmless(side, "pattern-changed"),
            where,
            $"pattern `{before}` became `{after}`")],
    };

    /// <summary>Who leaves a parameter out relies on its default.</summary>
    private static IEnumerable<Change> Default(Side side, string where, string? before, string? after)
    {
        var difference = (before, after) switch { _ when before == after => null, (null, _) => "added", (_, null) => "removed", _ => "changed" };
        if (difference is not null)
        {
            yield return new(
                new Rule($"{side.Prefix}-default-value-{difference}", side == Side.Parameter, ApiEffect.None),
                where,
                $"default {before ?? "none"} became {after ?? "none"}");
        }
    }

    private static IEnumerable<Change> Nullable(Side side, string where, bool before, bool after) => before == after
        ? []
        : [new(
            Rules.OfValue(side, after ? "became-nullable" : "became-not-nullable", narrows: !after),
            where,
            after ? "may be null" : "may no longer be null")];

    private static IEnumerable<Change> Enum(Side side, string where, IReadOnlyList<string> before, IReadOnlyList<string> after)
    {
        // Not at all an enum before, or after: a change of the type.
        if (before.Count == 0 || after.Count == 0)
        {
            yield break;
        }

        foreach (var value in after.Except(before))
        {
            yield return new(Rules.OfHarmless(side, "enum-value-added", ApiEffect.Adds), where, $"may be `{value}`");
        }

        foreach (var value in before.Except(after))
        {
            yield return new(new Rule($"{side.Prefix}-enum-value-removed", side.IsRequest, ApiEffect.Removes), where, $"is never `{value}`");
        }
    }

    public static IReadOnlyList<string> Values(YamlNode? schema) => [.. schema.Items("enum").Select(value => ((YamlScalarNode)value).Value ?? "null")];

    private static decimal? Number(YamlNode? schema, string keyword) =>
        schema.Text(keyword) is not { } text ? null
        : decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number
        : throw new BadInputException($"{keyword} is no number: {text} (line {schema.Get(keyword)!.Start.Line})");

    private static string Show(decimal? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "none";
}
