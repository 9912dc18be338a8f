using System.Globalization;

namespace IdentitySdk.Directories;

/// <summary>A value of an attribute: text, a boolean, a number, a list of texts, or none.</summary>
/// <remarks>An empty text and an empty list are none: vendors do not agree on how "no value" looks. Numbers are equal by value: 1 and 1.0 are.</remarks>
public readonly struct AttributeValue : IEquatable<AttributeValue>
{
    private readonly object? _value;

    private AttributeValue(object? value) => _value = value;

    /// <summary>No value: the attribute is empty.</summary>
    public static AttributeValue None => default;

    /// <summary>Whether there is no value.</summary>
    public bool IsNone => _value is null;

    /// <summary>The type of the value; null for none.</summary>
    public AttributeType? Type => _value switch
    {
        null => null,
        string => AttributeType.Text,
        bool => AttributeType.Boolean,
        NumberText => AttributeType.Number,
        _ => AttributeType.List,
    };

    /// <summary>The text; null for a value of another type.</summary>
    public string? Text => _value as string;

    /// <summary>The boolean; null for a value of another type.</summary>
    public bool? Boolean => _value as bool?;

    /// <summary>The number as invariant text, such as <c>12.5</c>, whatever its size; null for a value of another type.</summary>
    public string? Number => (_value as NumberText)?.Text;

    /// <summary>The list; null for a value of another type.</summary>
    public IReadOnlyList<string>? List => _value as string[];

    /// <summary>A text; none if it is null or empty.</summary>
    public static AttributeValue Of(string? text) => new(string.IsNullOrEmpty(text) ? null : text);

    /// <summary>A boolean.</summary>
    public static AttributeValue Of(bool value) => new(value);

    /// <summary>A number.</summary>
    public static AttributeValue Of(decimal value) => new(new NumberText(NumberText.Canonical(value)));

    /// <summary>A list of texts; none if it is null or empty.</summary>
    /// <exception cref="ArgumentException">An item is null.</exception>
    public static AttributeValue Of(IEnumerable<string>? items)
    {
        var array = items?.ToArray();
        return array?.Contains(null!) == true ? throw new ArgumentException("An item is null.", nameof(items)) : new(array is { Length: > 0 } ? array : null);
    }

    /// <summary>A number in invariant text, such as <c>12.5</c> or <c>1E+300</c>.</summary>
    /// <param name="text">The number.</param>
    /// <returns>The number; null if the text is none.</returns>
    public static AttributeValue? ParseNumber(string text) => NumberText.Parse(Arguments.NotNull(text, nameof(text))) is { } number ? new(number) : null;

    /// <summary>This value as one of another type, where that loses nothing: text that reads as a boolean or a number, a text as a list of one.</summary>
    /// <param name="type">The type.</param>
    /// <returns>The value, or null if it is not one of this type. None stays none.</returns>
    public AttributeValue? As(AttributeType type) => (_value, type) switch
    {
        (null, _) => None,
        (string text, AttributeType.Boolean) => bool.TryParse(text, out var value) ? Of(value) : default(AttributeValue?),
        (string text, AttributeType.Number) => ParseNumber(text),
        (string text, AttributeType.List) => Of([text]),
        (bool value, AttributeType.Text) => Of(value ? "true" : "false"),
        (NumberText number, AttributeType.Text) => Of(number.Text),
        _ => Type == type ? this : default(AttributeValue?),
    };

    /// <inheritdoc/>
    public bool Equals(AttributeValue other) => (_value, other._value) switch
    {
        (string[] left, string[] right) => left.SequenceEqual(right, StringComparer.Ordinal),
        var (left, right) => Equals(left, right),
    };

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is AttributeValue other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _value is string[] list ? list.Length : _value?.GetHashCode() ?? 0;

    /// <summary>The type only: values are personal data.</summary>
    public override string ToString() => Type?.ToString() ?? "None";

    /// <summary>Whether two values are equal.</summary>
    public static bool operator ==(AttributeValue left, AttributeValue right) => left.Equals(right);

    /// <summary>Whether two values differ.</summary>
    public static bool operator !=(AttributeValue left, AttributeValue right) => !left.Equals(right);

    /// <summary>A text; none if it is null or empty.</summary>
    public static implicit operator AttributeValue(string? text) => Of(text);

    /// <summary>A boolean.</summary>
    public static implicit operator AttributeValue(bool value) => Of(value);

    /// <summary>A number.</summary>
    public static implicit operator AttributeValue(decimal value) => Of(value);

    /// <summary>A number.</summary>
    public static implicit operator AttributeValue(long value) => Of((decimal)value);

    /// <summary>A number in its shortest invariant form.</summary>
    private sealed record NumberText(string Text)
    {
        public static string Canonical(decimal value) => (value / 1.000000000000000000000000000000m).ToString(CultureInfo.InvariantCulture);

        public static NumberText? Parse(string text)
        {
            const NumberStyles styles = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
            if (decimal.TryParse(text, styles, CultureInfo.InvariantCulture, out var value) && (value != 0 || !text.Any(digit => digit is >= '1' and <= '9')))
            {
                return new(Canonical(value));
            }

            return double.TryParse(text, styles, CultureInfo.InvariantCulture, out var large) && !double.IsInfinity(large) && !double.IsNaN(large)
                ? new(large.ToString("R", CultureInfo.InvariantCulture))
                : null;
        }
    }
}
