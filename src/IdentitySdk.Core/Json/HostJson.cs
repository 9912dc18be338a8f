using System.Buffers;
using System.Text.Json;

namespace IdentitySdk.Core;

/// <summary>The door for System.Text.Json: the tokens of a host's reader become the bytes of one document, and a host's writer decides how strings are escaped.</summary>
internal static class HostJson
{
    /// <summary>Reads the value on which a reader stands, and leaves the reader on its last token.</summary>
    /// <param name="reader">The host's reader.</param>
    /// <param name="blank">A new model to fill, or any value of the type to read.</param>
    /// <returns>The model or the value.</returns>
    /// <exception cref="JsonException">The JSON is not that of the type. It has no message: the serializer names the type and the place.</exception>
    public static object Read(ref Utf8JsonReader reader, object blank)
    {
        using var buffer = new PooledBuffer();
        Copy(ref reader, buffer);
        try
        {
            return ModelReader.ReadOwn(buffer.Written, blank) ?? throw new JsonException();
        }
        catch (JsonFormatException)
        {
            throw new JsonException();
        }
    }

    /// <summary>Copies the value on which a reader stands as it is spelled; comments and white space are left out.</summary>
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

        var isName = token == JsonTokenType.PropertyName;
        var isText = isName || token == JsonTokenType.String;
        var length = reader.HasValueSequence ? checked((int)reader.ValueSequence.Length) : reader.ValueSpan.Length;
        var target = buffer.GetSpan(length + 4);
        var end = 0;
        if (token is not (JsonTokenType.EndObject or JsonTokenType.EndArray) && buffer.Written is [.., not ((byte)'{' or (byte)'[' or (byte)':')])
        {
            target[end++] = (byte)',';
        }

        if (isText)
        {
            target[end++] = (byte)'"';
        }

        if (reader.HasValueSequence)
        {
            reader.ValueSequence.CopyTo(target[end..]);
        }
        else
        {
            reader.ValueSpan.CopyTo(target[end..]);
        }

        end += length;
        if (isText)
        {
            target[end++] = (byte)'"';
        }

        if (isName)
        {
            target[end++] = (byte)':';
        }

        buffer.Advance(end);
    }
}
