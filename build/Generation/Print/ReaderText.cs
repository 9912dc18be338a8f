namespace IdentitySdk.Generation;

/// <summary>Prints the code that reads a value of a type.</summary>
internal static class ReaderText
{
    /// <summary>The templates' text for a date, for which NSwag has the same type as for a date-time.</summary>
    public const string Date = "Date";

    private const string Lambda = "static (ref ModelReader reader) => ";

    /// <summary>Prints the statement that reads a property: an assignment, or a call of one of <see cref="Functions"/>.</summary>
    /// <param name="member">The property.</param>
    /// <param name="type">Its type, or <see cref="Date"/>.</param>
    public static string Member(string member, string type) => IsFreeForm(type) ? $"Read{member}(ref reader)" : Assignment(member, type);

    /// <summary>Prints the local functions that read free-form JSON, each after an empty line.</summary>
    /// <param name="marker">On each line a property and its type.</param>
    public static string Functions(string marker) => string.Concat(
        marker.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static line => line.Split('|', 2)).Where(static parts => IsFreeForm(parts[1]))
            .Select(static parts => "\n\n        // Apart, so that Newtonsoft.Json is loaded only for a response that has the member."
                + $"\n        void Read{parts[0]}(ref ModelReader reader) => {Assignment(parts[0], parts[1])};"));

    /// <summary>Prints the expression that reads a property's value.</summary>
    public static string Value(string type) => type == Date ? "reader.ReadDate()" : Value(CSharpType.Parse(type));

    /// <summary>Prints a delegate that reads a result: the type's <c>Read</c> method where it has one.</summary>
    public static string Delegate(string type)
    {
        var parsed = CSharpType.Parse(type);
        return parsed.Item is null && Scalar(parsed.Name) is null ? $"{Owner(parsed.Name, "")}.Read" : Lambda + Expression(parsed, isOutermost: true);
    }

    private static bool IsFreeForm(string type) => type != Date && CSharpType.Parse(type).Leaf.Name == "JToken";

    private static string Assignment(string member, string type) => $"{member} = {Value(type)}";

    private static string Value(CSharpType type) => Expression(type, isOutermost: true) + (type.HasNullableItems ? "!" : "");

    private static string Expression(CSharpType type, bool isOutermost)
    {
        if (type.Item is null)
        {
            return Scalar(type.Name) is { } scalar ? $"reader.Read{scalar}()" : $"{Owner(type.Name, "T::")}.Read(ref reader)";
        }

        var nulls = isOutermost && type.HasNullableItems ? ", nulls: true" : "";
        return $"reader.Read{Container(type)}({Lambda}{Expression(type.Item, isOutermost: false)}{nulls})";
    }

    internal static string Container(CSharpType type) => type.IsMap ? "Map" : type.IsOneOrMany ? "OneOrMany" : "List";

    /// <summary>Generated types are qualified with an alias, because a property of the same name would hide the type (CS1061).</summary>
    private static string Owner(string name, string alias) => name is "StringOrNumber" or "TextOrObject" ? $"global::IdentitySdk.{name}" : alias + name;

    private static string? Scalar(string name) => name switch
    {
        "string" => "String",
        "int" => "Int32",
        "long" => "Int64",
        "bool" => "Boolean",
        "double" or "float" => "Double",
        "decimal" => "Decimal",
        "DateTimeOffset" or "Guid" or "Uri" or "JToken" => name,
        _ => null,
    };
}
