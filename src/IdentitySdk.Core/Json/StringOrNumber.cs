using System.Globalization;
using IdentitySdk.Core;
using Newtonsoft.Json.Linq;

namespace IdentitySdk;

/// <summary>A value that a vendor sends as a string or as a number; it is written as it was received.</summary>
[System.Text.Json.Serialization.JsonConverter(typeof(ModelConverter<StringOrNumber>))]
[Newtonsoft.Json.JsonConverter(typeof(NewtonsoftConverter))]
public readonly struct StringOrNumber : IJsonValue, IEquatable<StringOrNumber>
{
    private readonly string? _text;

    /// <summary>Creates a JSON string.</summary>
    /// <param name="value">The string.</param>
    public StringOrNumber(string value) => _text = value ?? throw new ArgumentNullException(nameof(value));

    /// <summary>Creates a JSON number.</summary>
    /// <param name="value">The number.</param>
    public StringOrNumber(long value)
    {
        _text = value.ToString(CultureInfo.InvariantCulture);
        IsNumber = true;
    }

    /// <summary>Whether the value is a JSON number.</summary>
    public bool IsNumber { get; }

    /// <summary>Converts a string to a JSON string.</summary>
    /// <param name="value">The string.</param>
    public static implicit operator StringOrNumber(string value) => new(value);

    /// <summary>Converts a number to a JSON number.</summary>
    /// <param name="value">The number.</param>
    public static implicit operator StringOrNumber(long value) => new(value);

    /// <summary>Whether text and JSON type are equal.</summary>
    /// <param name="left">One value.</param>
    /// <param name="right">The other.</param>
    public static bool operator ==(StringOrNumber left, StringOrNumber right) => left.Equals(right);

    /// <summary>Whether text or JSON type differ.</summary>
    /// <param name="left">One value.</param>
    /// <param name="right">The other.</param>
    public static bool operator !=(StringOrNumber left, StringOrNumber right) => !left.Equals(right);

    /// <summary>Moves to the next value and reads it.</summary>
    /// <param name="reader">The reader, in front of the value.</param>
    /// <returns>The value; null for a JSON null, and for another JSON type, which is a mismatch.</returns>
    internal static StringOrNumber? Read(ref ModelReader reader) => reader.ReadJToken() switch
    {
        JValue { Type: JTokenType.String, Value: string text } => new StringOrNumber(text),
        JValue { Value: long number } => new StringOrNumber(number),
        null or JValue { Value: null } => null,
        _ => reader.Mismatch<StringOrNumber>(),
    };

    object? IJsonValue.ReadNext(ref ModelReader reader) => Read(ref reader);

    void IJsonValue.Write(ModelWriter writer)
    {
        if (IsNumber)
        {
            writer.Write(long.Parse(_text!, CultureInfo.InvariantCulture));
        }
        else
        {
            writer.Write(_text ?? "");
        }
    }

    /// <inheritdoc/>
    public bool Equals(StringOrNumber other) => IsNumber == other.IsNumber && ToString() == other.ToString();

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is StringOrNumber other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => ToString().GetHashCode();

    /// <summary>Returns the string, or the number's digits.</summary>
    /// <returns>The text of the value.</returns>
    public override string ToString() => _text ?? "";
}
