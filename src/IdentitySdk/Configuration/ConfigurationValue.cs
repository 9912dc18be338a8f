using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Configuration;

namespace IdentitySdk.Configuration;

/// <summary>A value of a configuration section. Error messages contain its key, never the value: it may be a secret under the wrong key.</summary>
/// <param name="path">The full key.</param>
/// <param name="text">The value; empty when the key has an array.</param>
/// <param name="elements">The array; empty when the key has a single value.</param>
internal readonly struct ConfigurationValue(string path, string text, IReadOnlyList<ConfigurationValue> elements)
{
    public string Text => text;

    public static ConfigurationValue Of(IConfigurationSection section) =>
        new(section.Path, section.Value ?? "", [.. section.GetChildren().Select(static child => Of(child))]);

    public Uri Address() => Uri.TryCreate(text, UriKind.Absolute, out var address) ? address : throw Invalid("an absolute URI");

    public bool Boolean() => bool.TryParse(text, out var value) ? value : throw Invalid("true or false");

    public int Number() => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : throw Invalid("a whole number");

    public double Fraction() =>
        double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw Invalid("a number with a decimal point, such as 0.5");

    /// <summary>A time span. A plain number is invalid, because .NET reads 30 as 30 days.</summary>
    public TimeSpan Time()
    {
        if (text.Equals("Infinite", StringComparison.OrdinalIgnoreCase))
        {
            return Timeout.InfiniteTimeSpan;
        }

        return text.IndexOf(':') > 0 && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var value) ? value : throw Invalid("a time span as hh:mm:ss, or Infinite");
    }

    public X509Certificate2 Certificate()
    {
        try
        {
            return new X509Certificate2(text);
        }
        catch (Exception exception) when (exception is CryptographicException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw Invalid("the path of a readable certificate file");
        }
    }

    public T OneOf<T>(params T[] values)
        where T : struct, Enum
    {
        var name = text;
        var index = Array.FindIndex(values, value => value.ToString().Equals(name, StringComparison.OrdinalIgnoreCase));
        return index >= 0 ? values[index] : throw Invalid("one of " + string.Join(", ", values));
    }

    /// <summary>The elements of an array, or the words of a single value.</summary>
    public IReadOnlyList<ConfigurationValue> List()
    {
        var key = path;
        return elements.Count > 0 ? elements : [.. text.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries).Select(word => new ConfigurationValue(key, word, []))];
    }

    private ConfigurationException Invalid(string expected) => new($"{path} must be {expected}");
}
