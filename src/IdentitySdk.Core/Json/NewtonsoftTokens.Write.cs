using System.Text;
using System.Text.Json;
using Newtonsoft.Json;

namespace IdentitySdk.Core;

/// <content>The way out.</content>
internal static partial class NewtonsoftTokens
{
    /// <summary>Writes a value as the tokens of a writer, or at once where the writer's text would be the same.</summary>
    /// <param name="json">The value, without white space.</param>
    /// <param name="writer">The host's writer.</param>
    public static void Write(ReadOnlySpan<byte> json, JsonWriter writer)
    {
        var text = writer as JsonTextWriter;
        if (text is { Formatting: Formatting.None, StringEscapeHandling: StringEscapeHandling.Default, QuoteChar: '"', QuoteName: true } && writer.GetType() == typeof(JsonTextWriter))
        {
            text.WriteRawValue(Encoding.UTF8.GetString(json));
            return;
        }

        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = int.MaxValue });
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject:
                    writer.WriteStartObject();
                    break;
                case JsonTokenType.EndObject:
                    writer.WriteEndObject();
                    break;
                case JsonTokenType.StartArray:
                    writer.WriteStartArray();
                    break;
                case JsonTokenType.EndArray:
                    writer.WriteEndArray();
                    break;
                case JsonTokenType.PropertyName:
                    WriteName(Text(ref reader), writer, text);
                    break;
                case JsonTokenType.String:
                    WriteText(Text(ref reader), writer, text);
                    break;
                case JsonTokenType.Number:
                    WriteNumber(ref reader, writer, text);
                    break;
                case JsonTokenType.Null:
                    writer.WriteNull();
                    break;
                default:
                    writer.WriteValue(reader.TokenType == JsonTokenType.True);
                    break;
            }
        }
    }

    private static string Text(ref Utf8JsonReader reader) => reader.ValueIsEscaped ? JsonEscapes.Unescape(reader.ValueSpan) : reader.GetString()!;

    /// <summary>Half of a surrogate pair is spelled in text; a tree can hold it.</summary>
    private static void WriteName(string name, JsonWriter writer, JsonTextWriter? text)
    {
        if (text is null || JsonEscapes.IsText(name))
        {
            writer.WritePropertyName(name);
        }
        else
        {
            text.WritePropertyName(JsonEscapes.Escape(name).Trim('"'), escape: false);
        }
    }

    private static void WriteText(string value, JsonWriter writer, JsonTextWriter? text)
    {
        if (text is null || JsonEscapes.IsText(value))
        {
            writer.WriteValue(value);
        }
        else
        {
            text.WriteRawValue(JsonEscapes.Escape(value));
        }
    }

    /// <summary>Text has the digits as they are; Newtonsoft would write 1.0 for a decimal 1.</summary>
    private static void WriteNumber(ref Utf8JsonReader reader, JsonWriter writer, JsonTextWriter? text)
    {
        if (reader.TryGetInt64(out var integer) && (integer != 0 || reader.ValueSpan.Length == 1))
        {
            writer.WriteValue(integer);
            return;
        }

        var digits = Encoding.ASCII.GetString(reader.ValueSpan);
        if (text is not null)
        {
            text.WriteRawValue(digits);
        }
        else
        {
            JsonNumber.ToToken(digits).WriteTo(writer);
        }
    }
}
