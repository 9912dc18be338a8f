namespace IdentitySdk.Core;

/// <summary>Turns what the JSON engines throw into one exception that names a place and no content.</summary>
internal static class JsonFault
{
    /// <returns>The described fault; null when the exception is not about JSON.</returns>
    public static JsonFormatException? Describe(Exception fault, ReadOnlySpan<byte> document)
    {
        switch (fault)
        {
            case JsonFormatException described:
                return described;
            case Newtonsoft.Json.JsonReaderException reader:
                return new JsonFormatException("The document is not valid JSON.", reader.Path is { Length: > 0 } path ? "$." + path : "$", reader.LinePosition);
            case Newtonsoft.Json.JsonException:
                return new JsonFormatException("The document is not valid JSON.", "$", 0);
#if NET8_0_OR_GREATER
            case System.Text.Json.JsonException json:
                var position = Position(document, json.LineNumber ?? 0, json.BytePositionInLine ?? 0);
                return new JsonFormatException(document.IsEmpty ? "The body is empty." : "The document is not valid JSON.", JsonPath.Of(document, position), position);
            case InvalidOperationException { Source: "System.Text.Json" or "System.Text.Json.Rethrowable" }:
                return new JsonFormatException("The document holds text that is not valid Unicode.", "$", 0);
#endif
            default:
                return null;
        }
    }

#if NET8_0_OR_GREATER
    private static int Position(ReadOnlySpan<byte> document, long line, long column)
    {
        var start = 0;
        for (; line > 0; line--)
        {
            start += document[start..].IndexOf((byte)'\n') + 1;
        }

        return (int)Math.Min(document.Length, start + column);
    }
#endif
}
