using IdentitySdk.Core;
using Newtonsoft.Json.Linq;

namespace IdentitySdk;

/// <summary>A value that a vendor sends as a string or as an object; it is written as it was received.</summary>
[System.Text.Json.Serialization.JsonConverter(typeof(ModelConverter<TextOrObject>))]
[Newtonsoft.Json.JsonConverter(typeof(NewtonsoftConverter))]
public readonly struct TextOrObject : IJsonValue
{
    private readonly JToken? _value;

    /// <summary>Creates a JSON string.</summary>
    /// <param name="text">The string.</param>
    public TextOrObject(string text) => _value = new JValue(text ?? throw new ArgumentNullException(nameof(text)));

    /// <summary>Creates a JSON object.</summary>
    /// <param name="value">The object.</param>
    public TextOrObject(JObject value) => _value = value ?? throw new ArgumentNullException(nameof(value));

    /// <summary>The string; null when it is an object.</summary>
    public string? Text => (_value as JValue)?.Value as string;

    /// <summary>The object; null when it is a string.</summary>
    public JObject? Object => _value as JObject;

    /// <summary>Converts a string to a JSON string.</summary>
    /// <param name="text">The string.</param>
    public static implicit operator TextOrObject(string text) => new(text);

    /// <summary>Moves to the next value and reads it.</summary>
    /// <param name="reader">The reader, in front of the value.</param>
    /// <returns>The value; null for a JSON null, and for another JSON type, which is a mismatch.</returns>
    internal static TextOrObject? Read(ref ModelReader reader) => reader.ReadJToken() switch
    {
        JValue { Type: JTokenType.String, Value: string text } => new TextOrObject(text),
        JObject value => new TextOrObject(value),
        null or JValue { Value: null } => null,
        _ => reader.Mismatch<TextOrObject>(),
    };

    object? IJsonValue.ReadNext(ref ModelReader reader) => Read(ref reader);

    void IJsonValue.Write(ModelWriter writer) => writer.Write(_value);

    /// <summary>Returns the string, or the object's JSON on one line.</summary>
    /// <returns>The text of the value.</returns>
    public override string ToString() => Text ?? _value?.ToString(Newtonsoft.Json.Formatting.None) ?? "";
}
