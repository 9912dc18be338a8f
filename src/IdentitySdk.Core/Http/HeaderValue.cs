using System.Globalization;
using System.Net.Http.Headers;

namespace IdentitySdk.Core;

/// <summary>Reads single values of response headers. Every call needs them, so only the value is allocated.</summary>
internal static class HeaderValue
{
    /// <summary>Reads the first value; null when the header is missing.</summary>
    public static string? First(HttpHeaders headers, string name)
    {
        if (headers.NonValidated.TryGetValues(name, out var values))
        {
            foreach (var value in values)
            {
                return value;
            }
        }

        return null;
    }

    /// <summary>Reads the <c>Date</c> header; null when it is missing or unreadable.</summary>
    public static DateTimeOffset? Date(HttpResponseHeaders headers) =>
        First(headers, "Date") is not { } text ? null
        : DateTimeOffset.TryParseExact(text, "r", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date
        : headers.Date;

    /// <summary>Reads the smallest integer in a header, which may occur more than once or be a list; null when there is none.</summary>
    /// <param name="headers">The headers.</param>
    /// <param name="name">The header's name.</param>
    /// <param name="max">Larger numbers are ignored.</param>
    public static long? Smallest(HttpHeaders headers, string name, long max)
    {
        long? smallest = null;
        if (!headers.NonValidated.TryGetValues(name, out var values))
        {
            return null;
        }

        foreach (var value in values)
        {
            for (var start = 0; start <= value.Length;)
            {
                var comma = value.IndexOf(',', start);
                var end = comma < 0 ? value.Length : comma;
                if (Parse(value.AsSpan(start, end - start)) is { } number && number <= max && !(smallest <= number))
                {
                    smallest = number;
                }

                start = end + 1;
            }
        }

        return smallest;
    }

    private static long? Parse(ReadOnlySpan<char> text) =>
        long.TryParse(text, NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var number) ? number : null;
}
