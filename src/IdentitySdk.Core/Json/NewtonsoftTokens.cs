using System.Text.Json;
using Newtonsoft.Json;

namespace IdentitySdk.Core;

/// <summary>The door for Newtonsoft.Json: its tokens become UTF-8, and UTF-8 becomes its tokens.</summary>
internal static partial class NewtonsoftTokens
{
    /// <summary>Copies the value on which a reader stands, with every digit that the reader can hold, and leaves the reader on its last token.</summary>
    /// <exception cref="JsonSerializationException">The reader takes for JSON what is none, such as a comment.</exception>
    public static void Copy(JsonReader reader, Utf8JsonWriter writer)
    {
        var text = reader as JsonTextReader;
        var (dates, floats, names) = (reader.DateParseHandling, reader.FloatParseHandling, text?.PropertyNameTable);
        (reader.DateParseHandling, reader.FloatParseHandling) = (DateParseHandling.None, FloatParseHandling.Decimal);
        SetNames(text, NewtonsoftNames.Shared);
        try
        {
            var output = new ModelWriter(writer, ModelWriterMode.Host);
            for (var depth = CopyToken(reader, text, writer, output); depth > 0; depth += CopyToken(reader, text, writer, output))
            {
                Move(reader);
            }
        }
        finally
        {
            (reader.DateParseHandling, reader.FloatParseHandling) = (dates, floats);
            SetNames(text, names);
        }
    }

    private static void SetNames(JsonTextReader? text, JsonNameTable? names)
    {
        if (text is not null)
        {
            text.PropertyNameTable = names;
        }
    }

    /// <returns>By how much the token changes the depth.</returns>
    private static int CopyToken(JsonReader reader, JsonTextReader? text, Utf8JsonWriter writer, ModelWriter output)
    {
        switch (reader.TokenType)
        {
            case JsonToken.StartObject:
                writer.WriteStartObject();
                return 1;
            case JsonToken.EndObject:
                writer.WriteEndObject();
                return -1;
            case JsonToken.StartArray:
                writer.WriteStartArray();
                return 1;
            case JsonToken.EndArray:
                writer.WriteEndArray();
                return -1;
            case JsonToken.PropertyName when text is null or { QuoteChar: '"' }:
                CopyName(reader, writer, output);
                return 0;
            default:
                CopyScalar(reader, text, writer, output);
                return 0;
        }
    }

    private static void CopyScalar(JsonReader reader, JsonTextReader? text, Utf8JsonWriter writer, ModelWriter output)
    {
        switch (reader.TokenType)
        {
            case JsonToken.String when text is null or { QuoteChar: '"' }:
            case JsonToken.Date or JsonToken.Bytes: // In trees that the host's own settings made.
                output.Write(reader.Value as string ?? NewtonsoftValue.Text(reader.Value));
                break;
            case JsonToken.Integer or JsonToken.Float:
                CopyNumber(reader.Value, writer);
                break;
            case JsonToken.Boolean:
                writer.WriteBooleanValue((bool)reader.Value!);
                break;
            case JsonToken.Null:
                writer.WriteNullValue();
                break;
            case JsonToken.Raw when reader.Value is string { Length: > 0 } raw && raw[0] is '-' or (>= '0' and <= '9'):
                writer.WriteRawValue(raw);
                break;
            default:
                throw new JsonSerializationException($"The document holds what JSON does not have. Path '{reader.Path}'.");
        }
    }

    private static void CopyName(JsonReader reader, Utf8JsonWriter writer, ModelWriter output)
    {
        var name = (string)reader.Value!;
        if (JsonEscapes.IsText(name))
        {
            writer.WritePropertyName(name);
            return;
        }

        Move(reader);
        output.WriteMember(name, reader, static (output, reader) => output.Write(reader));
    }

    private static void CopyNumber(object? value, Utf8JsonWriter writer)
    {
        if (value is long number)
        {
            writer.WriteNumberValue(number);
        }
        else
        {
            writer.WriteRawValue(NewtonsoftValue.Number(value), skipInputValidation: true);
        }
    }

    private static void Move(JsonReader reader)
    {
        if (!reader.Read())
        {
            throw new JsonSerializationException($"The JSON ends too early. Path '{reader.Path}'.");
        }
    }
}
