using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using System.Globalization;
#if NET8_0_OR_GREATER
using System.Text.Json;
#endif

namespace IdentitySdk.Core;

/// <content>The primitives, once for each engine.</content>
public readonly partial struct JsonOutput
{
    private readonly JsonWriter? _text;
#if NET8_0_OR_GREATER
    private readonly Utf8JsonWriter? _utf8;

    /// <summary>Writes UTF-8.</summary>
    /// <param name="writer">The writer, where a value may stand.</param>
    public JsonOutput(Utf8JsonWriter writer) => _utf8 = writer ?? throw new ArgumentNullException(nameof(writer));
#endif

    /// <summary>Writes to a Newtonsoft writer.</summary>
    /// <param name="writer">The writer, where a value may stand.</param>
    public JsonOutput(JsonWriter writer) => _text = writer ?? throw new ArgumentNullException(nameof(writer));

    /// <summary>Writes free-form JSON; null as JSON null.</summary>
    /// <param name="value">The value.</param>
    public void Write(JToken? value)
    {
#if NET8_0_OR_GREATER
        if (_utf8 is not null)
        {
            WriteTree(_utf8, value);
            return;
        }
#endif
        if (value is null)
        {
            _text!.WriteNull();
        }
        else
        {
            value.WriteTo(_text!);
        }
    }

    /// <summary>Writes a member's name.</summary>
    /// <param name="name">The JSON name.</param>
    public void Name(string name)
    {
#if NET8_0_OR_GREATER
        if (_utf8 is not null)
        {
            _utf8.WritePropertyName(JsonEscapes.IsText(name) ? name : throw new UnpairedSurrogateException());
            return;
        }
#endif
        _text!.WritePropertyName(name);
    }

    /// <summary>Opens an object.</summary>
    public void BeginObject()
    {
#if NET8_0_OR_GREATER
        if (_utf8 is not null)
        {
            _utf8.WriteStartObject();
            return;
        }
#endif
        _text!.WriteStartObject();
    }

    /// <summary>Closes an object.</summary>
    public void EndObject()
    {
#if NET8_0_OR_GREATER
        if (_utf8 is not null)
        {
            _utf8.WriteEndObject();
            return;
        }
#endif
        _text!.WriteEndObject();
    }

    internal void Name(JsonNames members, int index)
    {
#if NET8_0_OR_GREATER
        if (_utf8 is not null)
        {
            _utf8.WritePropertyName(members.Utf8(index));
            return;
        }
#endif
        _text!.WritePropertyName(members[index]);
    }

    private void BeginArray()
    {
#if NET8_0_OR_GREATER
        if (_utf8 is not null)
        {
            _utf8.WriteStartArray();
            return;
        }
#endif
        _text!.WriteStartArray();
    }

    private void EndArray()
    {
#if NET8_0_OR_GREATER
        if (_utf8 is not null)
        {
            _utf8.WriteEndArray();
            return;
        }
#endif
        _text!.WriteEndArray();
    }

    private void Null()
    {
#if NET8_0_OR_GREATER
        if (_utf8 is not null)
        {
            _utf8.WriteNullValue();
            return;
        }
#endif
        _text!.WriteNull();
    }

    private void Text(string value)
    {
#if NET8_0_OR_GREATER
        if (_utf8 is not null)
        {
            _utf8.WriteStringValue(JsonEscapes.IsText(value) ? value : throw new UnpairedSurrogateException());
            return;
        }
#endif
        _text!.WriteValue(_text is JTokenWriter || JsonEscapes.IsText(value) ? value : throw new UnpairedSurrogateException());
    }

    private void Boolean(bool value)
    {
#if NET8_0_OR_GREATER
        if (_utf8 is not null)
        {
            _utf8.WriteBooleanValue(value);
            return;
        }
#endif
        _text!.WriteValue(value);
    }

    private void Number(long value)
    {
#if NET8_0_OR_GREATER
        if (_utf8 is not null)
        {
            _utf8.WriteNumberValue(value);
            return;
        }
#endif
        _text!.WriteValue(value);
    }

    private void Number(double value)
    {
        if (double.IsNaN(value) || double.IsInfinity(value))
        {
            throw new ArgumentException("JSON has no form for a number that is infinite or not a number.");
        }

#if NET8_0_OR_GREATER
        if (_utf8 is not null)
        {
            _utf8.WriteNumberValue(value);
            return;
        }
#endif
        if (_text is JTokenWriter)
        {
            _text.WriteValue(value);
        }
        else
        {
            _text!.WriteRawValue(value.ToString("R", CultureInfo.InvariantCulture)); // Newtonsoft would write 1.0 for 1.
        }
    }

    private void Number(decimal value)
    {
#if NET8_0_OR_GREATER
        if (_utf8 is not null)
        {
            _utf8.WriteNumberValue(value);
            return;
        }
#endif
        if (_text is JTokenWriter)
        {
            _text.WriteValue(value);
        }
        else
        {
            _text!.WriteRawValue(value.ToString(CultureInfo.InvariantCulture)); // Newtonsoft would write 1.0 for 1.
        }
    }

#if NET8_0_OR_GREATER
    private void WriteTree(Utf8JsonWriter writer, JToken? value)
    {
        switch (value)
        {
            case JObject tree:
                writer.WriteStartObject();
                foreach (var member in tree.Properties())
                {
                    Name(member.Name);
                    Write(member.Value, member.Name);
                }

                writer.WriteEndObject();
                break;
            case JArray array:
                writer.WriteStartArray();
                foreach (var item in array)
                {
                    WriteTree(writer, item);
                }

                writer.WriteEndArray();
                break;
            case JValue { Value: string text } and not JRaw:
                Text(text);
                break;
            case JValue { Value: long number }:
                writer.WriteNumberValue(number);
                break;
            case JValue { Value: bool boolean }:
                writer.WriteBooleanValue(boolean);
                break;
            case null or JValue { Value: null }:
                writer.WriteNullValue();
                break;
            default:
                writer.WriteRawValue(value.ToString(Formatting.None));
                break;
        }
    }
#endif
}
