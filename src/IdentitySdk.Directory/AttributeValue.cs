using System.Globalization;

namespace IdentitySdk.Directories;

/// <summary>The value of an attribute: text, a boolean, a number, a list of texts, or no value.</summary>
/// <remarks>
/// An empty text and an empty list are <see cref="None"/>, because vendors represent "no value" differently. Numbers are compared by value: 1 equals 1.0.
/// </remarks>
public readonly record struct AttributeValue
{
    private readonly object? _value;

    private AttributeValue(object? value) => _value = value;

    /// <summary>No value.</summary>
    public static AttributeValue None => default;

    /// <summary>Whether there is no value.</summary>
    public bool IsNone => _value is null;

    /// <summary>The type of the value; null if there is none.</summary>
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

    /// <summary>The number as invariant text of any length, such as <c>12.5</c>; null for a value of another type.</summary>
    public string? Number => (_value as NumberText)?.Text;

    /// <summary>The list; null for a value of another type.</summary>
    public IReadOnlyList<string>? List => _value as string[];

    /// <summary>Creates a text; <see cref="None"/> if it is null or empty.</summary>
    public static AttributeValue Of(string? text) => new(string.IsNullOrEmpty(text) ? null : text);

    /// <summary>Creates a boolean.</summary>
    public static AttributeValue Of(bool value) => new(value);

    /// <summary>Creates a number.</summary>
    public static AttributeValue Of(decimal value) => new(new NumberText(NumberText.Canonical(value)));

    /// <summary>Creates a list of texts; <see cref="None"/> if it is null or empty.</summary>
    /// <exception cref="ArgumentException">An item is null.</exception>
    public static AttributeValue Of(IEnumerable<string>? items)
    {
        var array = items?.ToArray();
        return array?.Contains(null!) == true ? throw new ArgumentException("An item is null.", nameof(items)) : new(array is { Length: > 0 } ? array : null);
    }

    /// <summary>Parses a number in invariant text, such as <c>12.5</c> or <c>1E+300</c>.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The number; null if the text is not a number.</returns>
    public static AttributeValue? ParseNumber(string text) => NumberText.Parse(Arguments.NotNull(text, nameof(text))) is { } number ? new(number) : null;

    /// <summary>Converts this value without loss: text to a boolean, a number or a list of one item; a boolean or a number to text.</summary>
    /// <param name="type">The type.</param>
    /// <returns>The converted value; null if it cannot be converted. <see cref="None"/> is returned unchanged.</returns>
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
    public override int GetHashCode() => _value is string[] list ? list.Length : _value?.GetHashCode() ?? 0;

    /// <summary>Returns the type only: values are personal data.</summary>
    public override string ToString() => Type?.ToString() ?? "None";


    /// <summary>Creates a text; <see cref="None"/> if it is null or empty.</summary>
    public static implicit operator AttributeValue(string? text) => Of(text);

    /// <summary>Creates a boolean.</summary>
    public static implicit operator AttributeValue(bool value) => Of(value);

    /// <summary>Creates a number.</summary>
    public static implicit operator AttributeValue(decimal value) => Of(value);

    /// <summary>Creates a number.</summary>
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
