using System.Globalization;
using YamlDotNet.RepresentationModel;

namespace IdentitySdk.Generation;

/// <summary>The calls of Core's <c>SpecRule</c> that check one value.</summary>
internal static class RuleText
{
    /// <summary>Wraps an expression in the calls that check its own constraints and hand the value on.</summary>
    /// <param name="value">The expression.</param>
    /// <param name="type">Its type.</param>
    /// <param name="schema">Its schema, behind its reference.</param>
    /// <param name="names">What the exception names: the code of the argument and of the property.</param>
    /// <returns>The expression itself where the schema states nothing.</returns>
    public static string Check(string value, CSharpType type, YamlNode? schema, string names)
    {
        var rules = Constraints.Of(schema);
        Refuse(rules.HasCount && type.Item is null, "a count", type);
        Refuse((rules.HasLength || rules.Pattern is not null) && type is not { Name: "string", Item: null }, "a length or a pattern", type);
        Refuse(rules.HasRange && !IsNumber(type), "a bound", type);
        value = rules.HasCount ? $"SpecRule.Count({value}, {Bounds(rules.MinCount, rules.MaxCount)}, {names})" : value;
        value = rules.HasLength ? $"SpecRule.Length({value}, {Bounds(rules.MinLength, rules.MaxLength)}, {names})" : value;
        value = rules.HasRange ? $"SpecRule.Range<{type.Name}>({value}, {Range(rules, type.Name, schema)}, {names}{Exclusions(rules)})" : value;
        return rules.Pattern is { } pattern ? $"SpecRule.Pattern({value}, {Literal(pattern)}, {names})" : value;
    }

    /// <summary>What an exception names for an item of a list or map.</summary>
    /// <param name="names">What it names for the list.</param>
    public static string Item(string names) =>
        names.Contains('"', StringComparison.Ordinal) ? names : names.Replace(", ", ", \"Each item of \" + ", StringComparison.Ordinal);

    /// <summary>A C# string literal.</summary>
    public static string Literal(string text) => $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    private static bool IsNumber(CSharpType type) => type is { Item: null, Name: "int" or "long" or "double" or "decimal" };

    private static void Refuse(bool isUnfit, string rule, CSharpType type)
    {
        if (isUnfit)
        {
            throw new GenerationException($"{rule} does not fit the type {type}.");
        }
    }

    private static string Bounds(int? least, int? most) =>
        $"{least ?? 0}, {(most is { } bound ? bound.ToString(CultureInfo.InvariantCulture) : "int.MaxValue")}";

    /// <summary>The bounds; a number of 32 bits has its own where the schema has none, so that the message names both.</summary>
    private static string Range(Constraints rules, string type, YamlNode? schema)
    {
        var isNarrow = type == "int" && schema.Text("type") == "integer";
        return $"{Number(rules.Minimum, type, isNarrow ? "int.MinValue" : "null")}, {Number(rules.Maximum, type, isNarrow ? "int.MaxValue" : "null")}";
    }

    private static string Exclusions(Constraints rules) =>
        (rules is { IsAbove: true, Minimum: not null } ? ", above: true" : "") + (rules is { IsBelow: true, Maximum: not null } ? ", below: true" : "");

    private static string Number(decimal? number, string type, string none) => number is not { } value
        ? none
        : value.ToString(CultureInfo.InvariantCulture) + type switch { "double" => "d", "decimal" => "m", "long" => "L", _ => "" };
}
