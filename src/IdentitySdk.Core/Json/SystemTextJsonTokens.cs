using System.Globalization;
using System.Text;
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
        return Read(buffer, target);
    }

    /// <summary>Reads the name of a property as an open enum.</summary>
    /// <param name="reader">The host's reader, on the name.</param>
    /// <param name="target">Any value of the type to read.</param>
    /// <returns>The value.</returns>
    /// <exception cref="JsonException">The name does not fit the type. It has no message: the serializer adds the type and the path.</exception>
    public static object ReadName(ref Utf8JsonReader reader, IJsonValue target)
    {
        using var scratch = JsonScratch.Rent();
        target.Write(new ModelWriter(scratch.Writer, ModelWriterMode.Host));
        using var buffer = new PooledBuffer();
        if (scratch.Written[0] == '"')
        {
            CopyText(ref reader, "\""u8, buffer);
        }
        else if (long.TryParse(reader.GetString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            buffer.Write(Encoding.UTF8.GetBytes(number.ToString(CultureInfo.InvariantCulture)));
        }

        // A name that is not the one that would be written, such as 01, would become the key of another one.
        return buffer.Written.Length > 0 && Read(buffer, target) is var value && reader.ValueTextEquals(value.ToString()) ? value : throw new JsonException();
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
        CopyText(ref reader, quote, buffer);
        if (token == JsonTokenType.PropertyName)
        {
            buffer.Write(":"u8);
        }
    }

    private static void CopyText(ref Utf8JsonReader reader, ReadOnlySpan<byte> quote, PooledBuffer buffer)
    {
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
    }

    private static object Read(PooledBuffer buffer, object target)
    {
        try
        {
            return ModelReader.ReadSdkValue(buffer.Written, target) ?? throw new JsonException();
        }
        catch (JsonFormatException)
        {
            throw new JsonException();
        }
    }
}
