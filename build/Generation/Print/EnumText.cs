namespace IdentitySdk.Generation;

/// <summary>Prints the parts of an open enum that depend on its values.</summary>
internal static class EnumText
{
    private const int MaxPerLine = 5;
    private const string Break = "\n        ";

    // Members that each open enum has from its template.
    private static readonly string[] s_reserved =
    [
        "Value", "Values", "IsKnown", "Read", "PrintMembers", "Equals", "ToString", "GetHashCode", "GetType", "ReferenceEquals", "MemberwiseClone", "Finalize",
    ];

    /// <summary>Prints the known values as arguments: one on each line when there are many.</summary>
    /// <param name="marker">
    /// The enum's name and its C# type on the first line; then, for each value, a line with the name NSwag gives it and its C# literal, and its documentation.
    /// </param>
    public static string Arguments(string marker)
    {
        var values = Parse(marker).Values;
        var isLong = values.Count > MaxPerLine;
        return (isLong ? Break : "") + string.Join(isLong ? "," + Break : ", ", values.Select(static value => $"Values.{value.Name}"));
    }

    /// <summary>Prints the known values as a pattern.</summary>
    /// <inheritdoc cref="Arguments"/>
    public static string Pattern(string marker)
    {
        var values = Parse(marker).Values;
        return string.Join((values.Count > MaxPerLine ? Break : " ") + "or ", values.Select(static value => $"Values.{value.Name}"));
    }

    /// <summary>Prints a static property for each known value.</summary>
    /// <inheritdoc cref="Arguments"/>
    public static string Properties(string marker)
    {
        var (name, _, values) = Parse(marker);
        return string.Concat(values.Select(value => $"\n{value.Documentation("    ")}    public static {name} {value.Name} => new(Values.{value.Name});\n"));
    }

    /// <summary>Prints a constant for each known value.</summary>
    /// <inheritdoc cref="Arguments"/>
    public static string Constants(string marker)
    {
        var (_, type, values) = Parse(marker);
        return string.Concat(values.Select(value => $"{value.Documentation("        ")}        public const {type} {value.Name} = {value.Code};\n"));
    }

    private static (string Name, string Type, IReadOnlyList<EnumValue> Values) Parse(string marker)
    {
        var lines = marker.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var (enumName, type) = Pair(lines[0]);
        var names = new HashSet<string>();
        var values = new List<EnumValue>();
        for (var index = 1; index < lines.Length;)
        {
            var (name, code) = Pair(lines[index]);
            string[] documentation = [.. lines.Skip(index + 1).TakeWhile(static line => line.StartsWith("///", StringComparison.Ordinal))];
            index += 1 + documentation.Length;
            name = Name(name, code, values.Count + 1);
            name = s_reserved.Contains(name) || name == enumName ? name + "Value" : name;
            name = names.Contains(name) ? name + (values.Count + 1) : name;
            names.Add(name);
            values.Add(new EnumValue(name, code, documentation));
        }

        return (enumName, type, values);
    }

    private static (string First, string Second) Pair(string line) =>
        line.Split('|', 2) is [var first, var second] ? (first, second) : throw new GenerationException($"'{line}' is not an enum or one of its values.");

    /// <summary>Makes <c>LockedOut</c> of <c>LOCKED_OUT</c> and <c>Minus1</c> of <c>-1</c>; a value without letters and digits gets its number.</summary>
    private static string Name(string name, string code, int number)
    {
        var words = name.Trim('_');
        return words.Length == 0 ? $"Value{number}"
            : code[0] == '-' && name[0] == '_' ? "Minus" + NameText.Pascal(words).TrimStart('_')
            : NameText.Pascal(name == name.ToUpperInvariant() ? words.ToLowerInvariant() : words);
    }

    private sealed record EnumValue(string Name, string Code, string[] Lines)
    {
        public string Documentation(string indentation) => string.Concat(Lines.Select(line => $"{indentation}{line}\n"));
    }
}
