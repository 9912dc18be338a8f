using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using System.Globalization;
using System.Text.Json;

namespace IdentitySdk.Core;

/// <content>The primitives, once for each engine.</content>
public readonly partial struct JsonOutput
{
    private readonly JsonWriter? _text;
    private readonly Utf8JsonWriter? _utf8;

    /// <summary>Writes UTF-8.</summary>
    /// <param name="writer">The writer, where a value may stand.</param>
    public JsonOutput(Utf8JsonWriter writer) => _utf8 = writer ?? throw new ArgumentNullException(nameof(writer));

    /// <summary>Writes to a Newtonsoft writer.</summary>
    /// <param name="writer">The writer, where a value may stand.</param>
    public JsonOutput(JsonWriter writer) => _text = writer ?? throw new ArgumentNullException(nameof(writer));

    /// <summary>Writes a member's name.</summary>
    /// <param name="name">The JSON name.</param>
    public void Name(string name)
    {
        if (_utf8 is not null)
        {
            _utf8.WritePropertyName(JsonEscapes.IsText(name) ? name : throw new UnpairedSurrogateException());
        }
        else
        {
            _text!.WritePropertyName(name);
        }
    }

    /// <summary>Opens an object.</summary>
    public void BeginObject()
    {
        if (_utf8 is not null)
        {
            _utf8.WriteStartObject();
        }
        else
        {
            _text!.WriteStartObject();
        }
    }

    /// <summary>Closes an object.</summary>
    public void EndObject()
    {
        if (_utf8 is not null)
        {
            _utf8.WriteEndObject();
        }
        else
        {
            _text!.WriteEndObject();
        }
    }

    internal void Name(JsonNames members, int index)
    {
        if (_utf8 is not null)
        {
            _utf8.WritePropertyName(members.Utf8(index));
        }
        else
        {
            _text!.WritePropertyName(members[index]);
        }
    }

    private void BeginArray()
    {
        if (_utf8 is not null)
        {
            _utf8.WriteStartArray();
        }
        else
        {
            _text!.WriteStartArray();
        }
    }

    private void EndArray()
    {
        if (_utf8 is not null)
        {
            _utf8.WriteEndArray();
        }
        else
        {
            _text!.WriteEndArray();
        }
    }

    private void Null()
    {
        if (_utf8 is not null)
        {
            _utf8.WriteNullValue();
        }
        else
        {
            _text!.WriteNull();
        }
    }

    private void Text(string value)
    {
        if (_utf8 is not null)
        {
            _utf8.WriteStringValue(JsonEscapes.IsText(value) ? value : throw new UnpairedSurrogateException());
        }
        else
        {
            _text!.WriteValue(_text is JTokenWriter || JsonEscapes.IsText(value) ? value : throw new UnpairedSurrogateException());
        }
    }

    private void Boolean(bool value)
    {
        if (_utf8 is not null)
        {
            _utf8.WriteBooleanValue(value);
        }
        else
        {
            _text!.WriteValue(value);
        }
    }

    private void Number(long value)
    {
        if (_utf8 is not null)
        {
            _utf8.WriteNumberValue(value);
        }
        else
        {
            _text!.WriteValue(value);
        }
    }

    private void Number(double value)
    {
        if (double.IsNaN(value) || double.IsInfinity(value))
        {
            throw new ArgumentException("JSON has no form for a number that is infinite or not a number.");
        }

        if (_utf8 is not null)
        {
            _utf8.WriteNumberValue(value);
        }
        else if (_text is JTokenWriter)
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
        if (_utf8 is not null)
        {
            _utf8.WriteNumberValue(value);
        }
        else if (_text is JTokenWriter)
        {
            _text.WriteValue(value);
        }
        else
        {
            _text!.WriteRawValue(value.ToString(CultureInfo.InvariantCulture)); // Newtonsoft would write 1.0 for 1.
        }
    }
}
