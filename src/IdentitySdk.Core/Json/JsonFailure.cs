namespace IdentitySdk.Core;

/// <summary>Turns what the JSON reader throws into one exception that names a place and no content.</summary>
internal static class JsonFailure
{
    private const string NotJson = "The document is not valid JSON.";

    /// <returns>The described fault; null when the exception is not about JSON.</returns>
    public static JsonFormatException? Describe(Exception fault, ReadOnlySpan<byte> document)
    {
        switch (fault)
        {
            case JsonFormatException described:
                return described;
            case System.Text.Json.JsonException json:
                var position = Position(document, json.LineNumber ?? 0, json.BytePositionInLine ?? 0);
                return new JsonFormatException(document.IsEmpty ? "The body is empty." : NotJson, JsonPath.Of(document, position), position);
            default:
                return null;
        }
    }

    private static int Position(ReadOnlySpan<byte> document, long line, long column)
    {
        var start = 0;
        for (; line > 0; line--)
        {
            start += document.Slice(start).IndexOf((byte)'\n') + 1;
        }

        return (int)Math.Min(document.Length, start + column);
    }
}
