using System.Text;
using Newtonsoft.Json;

namespace IdentitySdk.Core;

/// <summary>The door for Newtonsoft.Json: converts its tokens to UTF-8 and back.</summary>
internal static class NewtonsoftTokens
{
    /// <summary>Copies the reader's current value, with every digit that the reader can hold, and leaves the reader on its last token.</summary>
    /// <remarks>Tokens that JSON does not have, such as comments, are copied: <see cref="ModelReader"/> rejects them.</remarks>
    /// <exception cref="JsonSerializationException">The value ends unexpectedly, or has single quotes or unquoted names.</exception>
    public static void Copy(JsonReader reader, PooledBuffer buffer)
    {
        var (dates, floats) = (reader.DateParseHandling, reader.FloatParseHandling);
        (reader.DateParseHandling, reader.FloatParseHandling) = (DateParseHandling.None, FloatParseHandling.Decimal);
        try
        {
            // Escapes can hold half of a surrogate pair, UTF-8 cannot.
            using var writer = new JsonTextWriter(new Utf8TextWriter(buffer));
            (writer.StringEscapeHandling, writer.FloatFormatHandling) = (StringEscapeHandling.EscapeNonAscii, FloatFormatHandling.Symbol);
            var depth = reader.Depth;
            CopyToken(reader, writer);
            while (reader.Depth > depth || reader.TokenType is JsonToken.StartObject or JsonToken.StartArray)
            {
                if (!reader.Read())
                {
                    throw new JsonSerializationException($"The JSON ends unexpectedly. Path '{reader.Path}'.");
                }

                CopyToken(reader, writer);
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

        // A tree can hold half of a surrogate pair, text only its escape.
        var escapes = writer.StringEscapeHandling;
        writer.StringEscapeHandling = writer is not JsonTextWriter || JsonEscapes.IsWellFormedEscaped(json) ? escapes : StringEscapeHandling.EscapeNonAscii;
        new ModelReader(json, int.MaxValue).ReadJToken()!.WriteTo(writer);
        writer.StringEscapeHandling = escapes;
    }

    private static void CopyToken(JsonReader reader, JsonTextWriter writer)
    {
        switch (reader.TokenType)
        {
            case JsonToken.String or JsonToken.PropertyName when reader is JsonTextReader { QuoteChar: not '"' }:
                throw new JsonSerializationException($"JSON has double quotes only. Path '{reader.Path}'.");
            case JsonToken.Date: // In trees that were parsed with the host's settings.
                writer.WriteValue(FormatDate(reader.Value!));
                break;
            default:
                writer.WriteToken(reader.TokenType, reader.Value);
                break;
        }
    }

    private static string FormatDate(object date) => JsonDate.Format(date switch
    {
        DateTime { Kind: DateTimeKind.Unspecified } time => new DateTimeOffset(time, TimeSpan.Zero),
        DateTime time => time,
        _ => (DateTimeOffset)date,
    });

    /// <summary>Writes text as UTF-8.</summary>
    private sealed class Utf8TextWriter(PooledBuffer buffer) : TextWriter(System.Globalization.CultureInfo.InvariantCulture)
    {
        public override Encoding Encoding => Encoding.UTF8;

        public override void Write(char value) => Encode([value]);

        public override void Write(char[] characters, int index, int count) => Encode(characters.AsSpan(index, count));

        public override void Write(string? value) => Encode(value.AsSpan());

        private void Encode(ReadOnlySpan<char> text) => buffer.Advance(Encoding.UTF8.GetBytes(text, buffer.GetSpan(text.Length * 3)));
    }
}
