using System.Globalization;
using System.Text;
using IdentitySdk.Core;
using Newtonsoft.Json;

namespace IdentitySdk.Okta;

/// <summary>Filter and search expressions whose values are escaped, so that no value can change the expression.</summary>
public static class OktaFilter
{
    /// <summary>Formats an expression for <c>filter</c> or <c>search</c>: every value in braces is quoted and escaped as a literal.</summary>
    /// <example><c>OktaFilter.Format($"profile.login eq {login} and created gt {since}")</c></example>
    /// <remarks>
    /// Okta documents date-times with three fraction digits: further digits are cut, or rounded up after <c>lt</c>, so that no matching time is missed. The
    /// <see cref="DateTime.Kind"/> of a <see cref="DateTime"/> must be UTC or local.
    /// </remarks>
    /// <param name="expression">An interpolated string; its values are strings, numbers, booleans, date-times or open enums, outside of quotes.</param>
    /// <returns>The expression.</returns>
    /// <exception cref="ArgumentException">
    /// A value is null, of another type, a <see cref="DateTime"/> without a time zone, or inside quotes, where it would be quoted twice.
    /// </exception>
    public static string Format(FormattableString expression)
    {
        _ = expression ?? throw new ArgumentNullException(nameof(expression));
        var format = expression.Format;
        var text = new StringBuilder(format.Length + 32);
        var isQuoted = false;
        for (var index = 0; index < format.Length; index++)
        {
            switch (format[index])
            {
                case '{' or '}' when index + 1 < format.Length && format[index + 1] == format[index]:
                    text.Append(format[index++]);
                    break;
                case '{' when isQuoted:
                    throw new ArgumentException("A value must be outside of quotes; it is quoted automatically.", nameof(expression));
                case '{':
                    var end = format.IndexOf('}', index);
                    text.Append(Literal(Argument(expression, end < 0 ? "" : format.Substring(index + 1, end - index - 1)), IsUpperBound(text)));
                    index = end;
                    break;
                case '}':
                    throw new ArgumentException("The expression has an unmatched brace.", nameof(expression));
                case '\\' when isQuoted:
                    text.Append(format[index]);
                    text.Append(index + 1 < format.Length ? format[++index] : throw new ArgumentException("The expression ends inside an escape.", nameof(expression)));
                    break;
                case '"':
                    isQuoted = !isQuoted;
                    text.Append('"');
                    break;
                default:
                    text.Append(format[index]);
                    break;
            }
        }

        return isQuoted ? throw new ArgumentException("The expression has an unmatched quote.", nameof(expression)) : text.ToString();
    }

    /// <summary>Alignment and format would change a literal. A <c>FormattableStringFactory</c> may create an index without a value.</summary>
    private static object? Argument(FormattableString expression, string hole) =>
        !int.TryParse(hole, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? throw new ArgumentException("A value cannot have an alignment or a format.", nameof(expression))
        : number >= expression.ArgumentCount ? throw new ArgumentException($"The expression has no value {number}.", nameof(expression))
        : expression.GetArgument(number);

    /// <summary>Okta: literals are JSON strings, booleans and numbers; date-times are strings.</summary>
    private static string Literal(object? value, bool isUpperBound) => value switch
    {
        string text => JsonConvert.ToString(text),
        DateTimeOffset instant => Literal(instant, isUpperBound),
        DateTime { Kind: DateTimeKind.Unspecified } => throw new ArgumentException("A DateTime of unspecified kind has no time zone; use DateTimeOffset.", "expression"),
        DateTime instant => Literal(new DateTimeOffset(instant), isUpperBound),
        bool boolean => boolean ? "true" : "false",
        int or long or short or byte or decimal => ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture),
        IJsonValue known => JsonConvert.ToString(known.ToString()!),
        null => throw new ArgumentException("A value must not be null; Okta cannot compare with null.", "expression"),
        _ => throw new ArgumentException($"A value of type {value.GetType().Name} has no literal form.", "expression"),
    };

    /// <summary>Okta: <c>yyyy-MM-dd'T'HH:mm:ss.SSSZ</c>. An upper bound between two milliseconds is rounded up, any other value down.</summary>
    private static string Literal(DateTimeOffset instant, bool isUpperBound)
    {
        var fraction = instant.Ticks % TimeSpan.TicksPerMillisecond;
        var rest = TimeSpan.FromTicks(isUpperBound && fraction > 0 ? TimeSpan.TicksPerMillisecond - fraction : 0);
        var rounded = instant.UtcDateTime <= DateTime.MaxValue - rest ? instant.UtcDateTime + rest : instant.UtcDateTime;
        return rounded.ToString("\\\"yyyy-MM-dd'T'HH:mm:ss.fff'Z'\\\"", CultureInfo.InvariantCulture);
    }

    /// <summary>Whether the next value follows the operator <c>lt</c>.</summary>
    private static bool IsUpperBound(StringBuilder text) => text.ToString().TrimEnd().EndsWith(" lt", StringComparison.OrdinalIgnoreCase);
}
