using System.Globalization;
using System.Text;
using IdentitySdk.Core;
using Newtonsoft.Json;

namespace IdentitySdk.Okta;

/// <summary>Filter and search expressions whose values cannot change what the expression says.</summary>
public static class OktaFilter
{
    /// <summary>
    /// Makes an expression for <c>filter</c> or <c>search</c>: the text is yours, every value in braces is quoted and escaped as a literal.
    /// </summary>
    /// <example><c>OktaFilter.Format($"profile.login eq {login} and created gt {since}")</c></example>
    /// <remarks>
    /// Okta documents date-times with three fraction digits, so more are cut, and rounded up after <c>lt</c>: no moment that Okta can hold is missed. A
    /// <see cref="DateTime"/> is taken when it says that it is UTC or local.
    /// </remarks>
    /// <param name="expression">An interpolated string; its values are strings, numbers, booleans, date-times or open enums, and stand outside quotes.</param>
    /// <returns>The expression.</returns>
    /// <exception cref="ArgumentException">
    /// A value is null, of another type, a <see cref="DateTime"/> of no known time zone, or stands inside quotes, where it would be quoted twice.
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
                    throw new ArgumentException("A value must stand outside quotes; it is quoted for you.", nameof(expression));
                case '{':
                    var end = format.IndexOf('}', index);
                    text.Append(Literal(Argument(expression, end < 0 ? "" : format.Substring(index + 1, end - index - 1)), IsUpperBound(text)));
                    index = end;
                    break;
                case '}':
                    throw new ArgumentException("The expression has a brace without its partner.", nameof(expression));
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

        return isQuoted ? throw new ArgumentException("The expression has a quote without its partner.", nameof(expression)) : text.ToString();
    }

    /// <summary>The value of a hole; alignment and format are refused, as they would change a literal. A hand-made expression may name a value that it does not have.</summary>
    private static object? Argument(FormattableString expression, string hole) =>
        !int.TryParse(hole, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? throw new ArgumentException("Values take no alignment and no format.", nameof(expression))
        : number >= expression.ArgumentCount ? throw new ArgumentException($"The expression has no value {number}.", nameof(expression))
        : expression.GetArgument(number);

    /// <summary>Okta: literals are JSON strings, booleans and numbers; date-times are strings.</summary>
    private static string Literal(object? value, bool isUpperBound) => value switch
    {
        string text => JsonConvert.ToString(text),
        DateTimeOffset instant => Literal(instant, isUpperBound),
        DateTime { Kind: DateTimeKind.Unspecified } => throw new ArgumentException("A DateTime of an unspecified kind may be of any time zone; use a DateTimeOffset.", "expression"),
        DateTime instant => Literal(new DateTimeOffset(instant), isUpperBound),
        bool boolean => boolean ? "true" : "false",
        int or long or short or byte or decimal => ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture),
        IJsonValue known => JsonConvert.ToString(known.ToString()!),
        null => throw new ArgumentException("A value must not be null; Okta can neither compare with null nor ask for what is missing.", "expression"),
        _ => throw new ArgumentException($"A value of type {value.GetType().Name} has no literal form.", "expression"),
    };

    /// <summary>Okta: <c>yyyy-MM-dd'T'HH:mm:ss.SSSZ</c>. A moment between two milliseconds is above the lower and below the upper one.</summary>
    private static string Literal(DateTimeOffset instant, bool isUpperBound)
    {
        var fraction = instant.Ticks % TimeSpan.TicksPerMillisecond;
        var rest = TimeSpan.FromTicks(isUpperBound && fraction > 0 ? TimeSpan.TicksPerMillisecond - fraction : 0);
        var rounded = instant.UtcDateTime <= DateTime.MaxValue - rest ? instant.UtcDateTime + rest : instant.UtcDateTime;
        return rounded.ToString("\\\"yyyy-MM-dd'T'HH:mm:ss.fff'Z'\\\"", CultureInfo.InvariantCulture);
    }

    /// <summary>Whether the value to come follows the operator <c>lt</c>.</summary>
    private static bool IsUpperBound(StringBuilder text) => text.ToString().TrimEnd().EndsWith(" lt", StringComparison.OrdinalIgnoreCase);
}
