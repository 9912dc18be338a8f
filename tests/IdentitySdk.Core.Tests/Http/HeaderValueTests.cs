using IdentitySdk.Core;

namespace IdentitySdk.Tests;

/// <summary>Headers that are repeated, or hold a list.</summary>
public sealed class HeaderValueTests
{
    [TestCase(10L, "10")]
    [TestCase(0L, "0")]
    [TestCase(10L, "10, 10")]
    [TestCase(5L, "10,5")]
    [TestCase(5L, "5,10")]
    [TestCase(5L, " 7 , 5 ,9")]
    [TestCase(5L, "10", "7, 5", "6")]
    [TestCase(100L, "100")]
    [TestCase(7L, "101, 7", Description = "what is larger than the maximum is ignored")]
    [TestCase(7L, "7,")]
    [TestCase(7L, ",7")]
    [TestCase(7L, "x, 7, -, 1.5")]
    [TestCase(null, "101")]
    [TestCase(null, "")]
    [TestCase(null, ",")]
    [TestCase(null, "x")]
    [TestCase(null)]
    public void Smallest_number_counts(long? expected, params string[] values)
    {
        using var response = new HttpResponseMessage();
        response.Headers.TryAddWithoutValidation("X-Limit", values);

        Assert.That(HeaderValue.Smallest(response.Headers, "x-limit", 100), Is.EqualTo(expected));
    }

    [TestCase("Fri, 02 Jan 2026 03:04:05 GMT", true)]
    [TestCase("Friday, 02-Jan-26 03:04:05 GMT", true, Description = "the older form of RFC 9110")]
    [TestCase("2026-01-02", false)]
    [TestCase("soon", false)]
    [TestCase(null, false)]
    public void Date_is_read_where_it_is_one(string? text, bool isRead)
    {
        using var response = new HttpResponseMessage();
        if (text is not null)
        {
            response.Headers.TryAddWithoutValidation("Date", text);
        }

        Assert.That(HeaderValue.Date(response.Headers), isRead ? Is.EqualTo(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero)) : Is.Null);
    }

    [Test]
    public void First_value_is_read()
    {
        using var response = new HttpResponseMessage();
        response.Headers.TryAddWithoutValidation("X-Id", ["a", "b"]);

        Assert.That(HeaderValue.First(response.Headers, "x-id"), Is.EqualTo("a"));
        Assert.That(HeaderValue.First(response.Headers, "x-other"), Is.Null);
    }
}
