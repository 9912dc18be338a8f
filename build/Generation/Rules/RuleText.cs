using System.Globalization;
using YamlDotNet.RepresentationModel;

namespace IdentitySdk.Generation;

/// <summary>Prints the calls of Core's <c>SpecRule</c> that check one value.</summary>
internal static class RuleText
{
    /// <summary>Wraps an expression in the calls that check its constraints and return its value.</summary>
    /// <param name="value">The expression.</param>
    /// <param name="type">Its type.</param>
    /// <param name="schema">Its schema, with its reference resolved.</param>
    /// <param name="names">The names for the exception: the code of the argument and of the property.</param>
    /// <returns>The code; the expression itself when the schema has no constraints.</returns>
    public static string Check(string value, CSharpType type, YamlNode? schema, string names)
    {
        var rules = Constraints.Of(schema);
        RefuseIf(rules.HasCount && type.Item is null, "a count", type);
        RefuseIf((rules.HasLength || rules.Pattern is not null) && type is not { Name: "string", Item: null }, "a length or a pattern", type);
        RefuseIf(rules.HasRange && !IsNumber(type), "a bound", type);
        value = rules.HasCount ? $"SpecRule.Count({value}, {Bounds(rules.MinCount, rules.MaxCount)}, {names})" : value;
        value = rules.HasLength ? $"SpecRule.Length({value}, {Bounds(rules.MinLength, rules.MaxLength)}, {names})" : value;
        value = rules.HasRange ? $"SpecRule.Range<{type.Name}>({value}, {Range(rules, type.Name)}, {names}{Exclusions(rules)})" : value;
        return rules.Pattern is { } pattern ? $"SpecRule.Pattern({value}, {Literal(pattern)}, {names})" : value;
    }

    /// <summary>Gets the names for an exception about an item of a list or map.</summary>
    /// <param name="names">The names for the list.</param>
    public static string Item(string names) =>
        names.Contains('"', StringComparison.Ordinal) ? names : names.Replace(", ", ", \"Each item of \" + ", StringComparison.Ordinal);

    /// <summary>Prints a C# string literal.</summary>
    public static string Literal(string text) =>
        $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    private static bool IsNumber(CSharpType type) => type is { Item: null, Name: "int" or "long" or "double" or "decimal" };

    private static void RefuseIf(bool isUnfit, string rule, CSharpType type)
    {
        if (isUnfit)
        {
            throw new GenerationException($"{rule} does not fit the type {type}.");
        }
    }

    private static string Bounds(int? least, int? most) =>
        $"{least ?? 0}, {(most is { } bound ? bound.ToString(CultureInfo.InvariantCulture) : "int.MaxValue")}";

    private static string Range(Constraints rules, string type) => $"{Number(rules.Minimum, type)}, {Number(rules.Maximum, type)}";

    private static string Exclusions(Constraints rules) =>
        (rules is { IsAbove: true, Minimum: not null } ? ", above: true" : "") + (rules is { IsBelow: true, Maximum: not null } ? ", below: true" : "");

    private static string Number(decimal? number, string type) => number is not { } value
        ? "null"
        : value.ToString(CultureInfo.InvariantCulture) + type switch { "double" => "d", "decimal" => "m", "long" => "L", _ => "" };
}
