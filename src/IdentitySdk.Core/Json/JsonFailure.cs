namespace IdentitySdk.Core;

/// <summary>Converts the exceptions of JSON readers to one that names the path and no content.</summary>
internal static class JsonFailure
{
    private const string NotJson = "The document is not valid JSON.";

    /// <summary>Reads with a function of the caller's.</summary>
    /// <exception cref="JsonFormatException">The function threw an exception about JSON.</exception>
    public static T Read<T>(RawReader<T> read, ReadOnlySpan<byte> bytes)
    {
        try
        {
            return read(bytes);
        }
        catch (Exception exception) when (exception is System.Text.Json.JsonException or Newtonsoft.Json.JsonException)
        {
            throw new JsonFormatException("The caller's function could not read it.", "$", 0, exception);
        }
    }

    /// <returns>The exception for the document; null when the exception is not about JSON.</returns>
    public static JsonFormatException? Describe(Exception exception, ReadOnlySpan<byte> document)
    {
        switch (exception)
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
