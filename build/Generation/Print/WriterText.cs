namespace IdentitySdk.Generation;

/// <summary>Prints the code that writes a value of a type; C# overloads select the method for a scalar.</summary>
internal static class WriterText
{
    /// <summary>Prints the expression that writes a property's value.</summary>
    /// <param name="source">The property.</param>
    /// <param name="type">Its type, or <see cref="ReaderText.Date"/>.</param>
    public static string Value(string source, string type) =>
        type == ReaderText.Date ? $"writer.WriteDate({source})" : Value(source, CSharpType.Parse(type));

    private static string Value(string source, CSharpType type) => type.Item is null
        ? $"writer.Write({source})"
        : $"writer.Write{ReaderText.Container(type)}({source}, static (writer, value) => {Value("value", type.Item)})";
}
