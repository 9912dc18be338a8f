using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace IdentitySdk.Configuration;

/// <summary>A value of a configuration section. One that does not fit is reported by its key and never shown: it may be a secret in the wrong place.</summary>
/// <param name="path">The whole key.</param>
/// <param name="text">The value; empty when the key holds an array.</param>
/// <param name="elements">The array; empty when the key holds a text.</param>
internal readonly struct ConfigurationValue(string path, string text, IReadOnlyList<ConfigurationValue> elements)
{
    public string Text => text;

    public static ConfigurationValue Of(IConfigurationSection section) =>
        new(section.Path, section.Value ?? "", [.. section.GetChildren().Select(static child => Of(child))]);

    public Uri Address() => Uri.TryCreate(text, UriKind.Absolute, out var address) ? address : throw Unfit("an absolute URI");

    public bool Boolean() => bool.TryParse(text, out var value) ? value : throw Unfit("true or false");

    public int Number() => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : throw Unfit("a whole number");

    public double Fraction() =>
        double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw Unfit("a number with a decimal point, such as 0.5");

    /// <summary>A time span. A number alone is refused, because .NET reads 30 as 30 days.</summary>
    public TimeSpan Time()
    {
        if (text.Equals("Infinite", StringComparison.OrdinalIgnoreCase))
        {
            return Timeout.InfiniteTimeSpan;
        }

        return text.IndexOf(':') > 0 && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var value) ? value : throw Unfit("a time span as hh:mm:ss, or Infinite");
    }

    /// <summary>One of the named values.</summary>
    public T OneOf<T>(params T[] values)
        where T : struct, Enum
    {
        var name = text;
        var index = Array.FindIndex(values, value => value.ToString().Equals(name, StringComparison.OrdinalIgnoreCase));
        return index >= 0 ? values[index] : throw Unfit("one of " + string.Join(", ", values));
    }

    /// <summary>The elements of an array, or the words of a text.</summary>
    public IReadOnlyList<ConfigurationValue> List()
    {
        var key = path;
        return elements.Count > 0 ? elements : [.. text.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries).Select(word => new ConfigurationValue(key, word, []))];
    }

    private ConfigurationException Unfit(string expected) => new($"{path} must be {expected}");
}
