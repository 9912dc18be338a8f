using System.Globalization;
using YamlDotNet.RepresentationModel;

namespace IdentitySdk.Generation;

/// <summary>The constraints of a schema on one value, without those on its items.</summary>
/// <param name="MinLength">The minimum length in characters.</param>
/// <param name="MaxLength">The maximum length in characters.</param>
/// <param name="Pattern">A regular expression that the value must match.</param>
/// <param name="Minimum">The lower bound.</param>
/// <param name="Maximum">The upper bound.</param>
/// <param name="IsAbove">Whether the lower bound itself is excluded.</param>
/// <param name="IsBelow">Whether the upper bound itself is excluded.</param>
/// <param name="MinCount">The minimum number of items of a list or entries of a map.</param>
/// <param name="MaxCount">The maximum number of items of a list or entries of a map.</param>
internal sealed record Constraints(
    int? MinLength, int? MaxLength, string? Pattern, decimal? Minimum, decimal? Maximum, bool IsAbove, bool IsBelow, int? MinCount, int? MaxCount)
{
    /// <summary>The keywords that are enforced.</summary>
    public static IReadOnlyList<string> Keywords { get; } =
    [
        "minLength", "maxLength", "pattern", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum",
        "minItems", "maxItems", "minProperties", "maxProperties",
    ];

    public bool HasLength => MinLength is not null || MaxLength is not null;

    public bool HasRange => Minimum is not null || Maximum is not null;

    public bool HasCount => MinCount is not null || MaxCount is not null;

    public bool IsEmpty => !HasLength && !HasRange && !HasCount && Pattern is null;

    /// <param name="schema">The schema, with its reference resolved.</param>
    public static Constraints Of(YamlNode? schema) => new(
        Integer(schema, "minLength"),
        Integer(schema, "maxLength"),
        schema.Text("pattern"),
        Number(schema, "minimum"),
        Number(schema, "maximum"),
        schema.Is("exclusiveMinimum"),
        schema.Is("exclusiveMaximum"),
        Integer(schema, "minItems") ?? Integer(schema, "minProperties"),
        Integer(schema, "maxItems") ?? Integer(schema, "maxProperties"));

    private static int? Integer(YamlNode? schema, string key) => (int?)Number(schema, key);

    private static decimal? Number(YamlNode? schema, string key) =>
        schema.Text(key) is not { } text ? null
        : decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number
        : throw new GenerationException($"{key} '{text}' is not a number.");
}
