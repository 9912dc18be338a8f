using System.Text.Json;
using Newtonsoft.Json.Linq;

namespace IdentitySdk.Core;

/// <summary>Reads with System.Text.Json: copies the tokens of a host's reader into one UTF-8 document.</summary>
internal static class SystemTextJsonTokens
{
    /// <summary>Reads the reader's current value, and leaves the reader on its last token.</summary>
    /// <param name="reader">The host's reader.</param>
    /// <param name="target">A new model to fill, or any value of the type to read.</param>
    /// <returns>The model or the value.</returns>
    /// <exception cref="JsonException">The JSON does not fit the type. It has no message: the serializer adds the type and the path.</exception>
    public static object Read(ref Utf8JsonReader reader, object target)
    {
        using var buffer = new PooledBuffer();
        Copy(ref reader, buffer);
        try
        {
            return ModelReader.ReadSdkValue(buffer.Written, target) ?? throw new JsonException();
        }
        catch (JsonFormatException)
        {
            throw new JsonException();
        }
    }

    /// <summary>Reads the reader's current value as free-form JSON, and leaves the reader on its last token.</summary>
    /// <exception cref="JsonException">The value is not JSON. It has no message: the serializer adds the type and the path.</exception>
    public static JToken ReadJToken(ref Utf8JsonReader reader)
    {
        using var buffer = new PooledBuffer();
        Copy(ref reader, buffer);
        try
        {
            return new ModelReader(buffer.Written, int.MaxValue).ReadJToken()!;
        }
        catch (JsonFormatException)
        {
            throw new JsonException();
        }
    }

    /// <summary>Copies the reader's current value, with its escapes and digits, without comments and white space.</summary>
    public static void Copy(ref Utf8JsonReader reader, PooledBuffer buffer)
    {
        var depth = reader.CurrentDepth;
        for (; ;)
        {
            CopyToken(ref reader, buffer);
            if (reader.CurrentDepth == depth && reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray or JsonTokenType.Comment))
            {
                return;
            }

            if (!reader.Read())
            {
                throw new JsonException();
            }
        }
    }

    private static void CopyToken(ref Utf8JsonReader reader, PooledBuffer buffer)
    {
        var token = reader.TokenType;
        if (token == JsonTokenType.Comment)
        {
            return;
        }

        if (token is not (JsonTokenType.EndObject or JsonTokenType.EndArray))
        {
            buffer.WriteComma();
        }

        var quote = token is JsonTokenType.PropertyName or JsonTokenType.String ? "\""u8 : default;
        buffer.Write(quote);
        if (reader.HasValueSequence)
        {
            foreach (var segment in reader.ValueSequence)
            {
                buffer.Write(segment.Span);
            }
        }
        else
        {
            buffer.Write(reader.ValueSpan);
        }

        buffer.Write(quote);
        if (token == JsonTokenType.PropertyName)
        {
            buffer.Write(":"u8);
        }
    }
}
