using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Newtonsoft.Json;

namespace IdentitySdk.Core;

/// <summary>Converts the tokens of Newtonsoft.Json to UTF-8 and back.</summary>
internal static class NewtonsoftTokens
{
    /// <summary>Copies the reader's current value, with every digit that the reader can hold, and leaves the reader on its last token.</summary>
    /// <exception cref="JsonSerializationException">The value ends unexpectedly, or the reader has accepted what is not JSON.</exception>
    public static void Copy(JsonReader reader, PooledBuffer buffer)
    {
        var (dates, floats) = (reader.DateParseHandling, reader.FloatParseHandling);
        (reader.DateParseHandling, reader.FloatParseHandling) = (DateParseHandling.None, FloatParseHandling.Decimal);
        try
        {
            var depth = reader.Depth;
            CopyToken(reader, buffer);
            while (reader.Depth > depth || reader.TokenType is JsonToken.StartObject or JsonToken.StartArray)
            {
                if (!reader.Read())
                {
                    throw new JsonSerializationException($"The JSON ends unexpectedly. Path '{reader.Path}'.");
                }

                CopyToken(reader, buffer);
            }
        }
        finally
        {
            (reader.DateParseHandling, reader.FloatParseHandling) = (dates, floats);
        }
    }

    /// <summary>Writes a value token by token, or as one text where the writer's own text would be the same.</summary>
    /// <param name="json">The value, without white space.</param>
    /// <param name="writer">The host's writer.</param>
    public static void Write(ReadOnlySpan<byte> json, JsonWriter writer)
    {
        if (writer is JsonTextWriter { Formatting: Formatting.None, StringEscapeHandling: StringEscapeHandling.Default, QuoteChar: '"', QuoteName: true }
            && writer.GetType() == typeof(JsonTextWriter))
        {
            writer.WriteRawValue(Encoding.UTF8.GetString(json));
            return;
        }

        // A tree can hold an unpaired surrogate, text only its escape.
        var escapes = writer.StringEscapeHandling;
        writer.StringEscapeHandling = writer is not JsonTextWriter || JsonEscapes.IsWellFormedEscaped(json) ? escapes : StringEscapeHandling.EscapeNonAscii;
        new ModelReader(json, int.MaxValue).ReadJToken()!.WriteTo(writer);
        writer.StringEscapeHandling = escapes;
    }

    private static void CopyToken(JsonReader reader, PooledBuffer buffer)
    {
        switch (reader.TokenType)
        {
            case JsonToken.StartObject:
                buffer.WriteComma();
                buffer.Write("{"u8);
                break;
            case JsonToken.EndObject:
                buffer.Write("}"u8);
                break;
            case JsonToken.StartArray:
                buffer.WriteComma();
                buffer.Write("["u8);
                break;
            case JsonToken.EndArray:
                buffer.Write("]"u8);
                break;
            case JsonToken.PropertyName or JsonToken.String when reader is JsonTextReader { QuoteChar: not '"' }:
                throw new JsonSerializationException($"JSON strings have double quotes. Path '{reader.Path}'.");
            case JsonToken.PropertyName:
                buffer.WriteComma();
                WriteString((string)reader.Value!, buffer);
                buffer.Write(":"u8);
                break;
            default:
                buffer.WriteComma();
                CopyScalar(reader, buffer);
                break;
        }
    }

    private static void CopyScalar(JsonReader reader, PooledBuffer buffer)
    {
        switch (reader.TokenType)
        {
            case JsonToken.String or JsonToken.Date or JsonToken.Bytes:
                WriteString(reader.Value as string ?? Format(reader.Value!), buffer);
                break;
            case JsonToken.Integer when reader.Value is long number:
                _ = Utf8Formatter.TryFormat(number, buffer.GetSpan(20), out var length);
                buffer.Advance(length);
                break;
            case JsonToken.Integer or JsonToken.Float or JsonToken.Boolean or JsonToken.Null:
                WriteUtf8(JsonConvert.ToString(reader.Value), buffer);
                break;
            case JsonToken.Raw when reader.Value is string raw:
                WriteUtf8(raw, buffer);
                break;
            default:
                throw new JsonSerializationException($"JSON has no {reader.TokenType}. Path '{reader.Path}'.");
        }
    }

    /// <summary>Writes a string; an unpaired surrogate as an escape, because UTF-8 cannot hold it.</summary>
    private static void WriteString(string value, PooledBuffer buffer)
    {
        if (JsonEscapes.IsPlain(value))
        {
            WriteUtf8(value, buffer, (byte)'"');
        }
        else
        {
            WriteUtf8(JsonEscapes.Escape(value), buffer);
        }
    }

    private static void WriteUtf8(string text, PooledBuffer buffer, byte? quote = null)
    {
        var target = buffer.GetSpan((text.Length * 3) + 2);
        var start = quote is null ? 0 : 1;
        var end = start + Encoding.UTF8.GetBytes(text.AsSpan(), target[start..]);
        if (quote is { } mark)
        {
            target[0] = target[end++] = mark;
        }

        buffer.Advance(end);
    }

    /// <summary>Formats the values that the host's settings may have parsed from strings.</summary>
    private static string Format(object value) => value switch
    {
        DateTime { Kind: DateTimeKind.Unspecified } time => JsonDate.Format(new DateTimeOffset(time, TimeSpan.Zero)),
        DateTime time => JsonDate.Format(time),
        DateTimeOffset instant => JsonDate.Format(instant),
        byte[] bytes => Convert.ToBase64String(bytes),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };
}
