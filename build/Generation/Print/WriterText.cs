namespace IdentitySdk.Generation;

/// <summary>The code that writes a value, which follows from its type alone; C# overloads choose among the scalars.</summary>
internal static class WriterText
{
    /// <summary>The expression that writes a property's value.</summary>
    /// <param name="source">The property.</param>
    /// <param name="type">Its type, or <see cref="ReaderText.Date"/>.</param>
    public static string Value(string source, string type) =>
        type == ReaderText.Date ? $"writer.WriteDate({source})" : Value(source, CSharpType.Parse(type));

    private static string Value(string source, CSharpType type) => type.Item is null
        ? $"writer.Write({source})"
        : $"writer.Write{ReaderText.Container(type)}({source}, static (writer, value) => {Value("value", type.Item)})";
}
