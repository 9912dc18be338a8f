using IdentitySdk.Core;

namespace IdentitySdk.Tests;

/// <summary>Values of response headers that occur more than once or are lists.</summary>
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
    [TestCase(7L, "101, 7", Description = "larger than the maximum")]
    [TestCase(7L, "7,")]
    [TestCase(7L, ",7")]
    [TestCase(7L, "x, 7, -, 1.5")]
    [TestCase(null, "101")]
    [TestCase(null, "")]
    [TestCase(null, ",")]
    [TestCase(null, "x")]
    [TestCase(null)]
    public void Smallest_returns_the_smallest_number_of_a_header(long? expected, params string[] values)
    {
        using var response = new HttpResponseMessage();
        response.Headers.TryAddWithoutValidation("X-Limit", values);

        Assert.That(HeaderValue.Smallest(response.Headers, "x-limit", 100), Is.EqualTo(expected));
    }

    [TestCase("Fri, 02 Jan 2026 03:04:05 GMT", true)]
    [TestCase("Friday, 02-Jan-26 03:04:05 GMT", true, Description = "the obsolete format of RFC 9110")]
    [TestCase("2026-01-02", false)]
    [TestCase("soon", false)]
    [TestCase(null, false)]
    public void Date_is_null_when_the_header_is_not_an_HTTP_date(string? text, bool isRead)
    {
        using var response = new HttpResponseMessage();
        if (text is not null)
        {
            response.Headers.TryAddWithoutValidation("Date", text);
        }

        Assert.That(HeaderValue.Date(response.Headers), isRead ? Is.EqualTo(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero)) : Is.Null);
    }

    [Test]
    public void First_returns_the_first_value()
    {
        using var response = new HttpResponseMessage();
        response.Headers.TryAddWithoutValidation("X-Id", ["a", "b"]);

        Assert.That(HeaderValue.First(response.Headers, "x-id"), Is.EqualTo("a"));
        Assert.That(HeaderValue.First(response.Headers, "x-other"), Is.Null);
    }
}
