using CsCheck;
using IdentitySdk.Core;

namespace IdentitySdk.Tests;

/// <summary>The wait before a retry, and the Retry-After header.</summary>
public sealed class RetryDelayTests
{
    private static readonly DateTimeOffset s_now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    [TestCase("0", null, 0)]
    [TestCase("5", null, 5)]
    [TestCase(" 5 ", null, 5)]
    [TestCase("1.5", null, 1.5)]
    [TestCase("99999999999999999999999", null, 31536000)]
    [TestCase("Fri, 02 Jan 2026 03:05:05 GMT", null, 60)]
    [TestCase("Fri, 02 Jan 2026 03:03:05 GMT", null, 0)]
    [TestCase("Fri, 02 Jan 2026 03:15:05 GMT", "Fri, 02 Jan 2026 03:14:05 GMT", 60)]
    [TestCase("Fri, 02 Jan 2026 02:55:05 GMT", "Fri, 02 Jan 2026 02:54:05 GMT", 60)]
    [TestCase("Fri, 31 Dec 9999 23:59:59 GMT", "Thu, 01 Jan 1970 00:00:00 GMT", 31536000)]
    [TestCase("-5", null, null)]
    [TestCase("+5", null, null)]
    [TestCase("1,000", null, null)]
    [TestCase("NaN", null, null)]
    [TestCase("Infinity", null, null)]
    [TestCase("soon", null, null)]
    [TestCase("very soon", null, null)]
    [TestCase(".", null, null)]
    [TestCase("", null, null)]
    [TestCase(null, null, null)]
    public void Retry_After_is_read_against_the_clock_of_the_server(string? value, string? date, double? seconds)
    {
        using var response = new HttpResponseMessage();
        Add(response, "Retry-After", value);
        Add(response, "Date", date);

        Assert.That(RetryAfter.Read(response, s_now)?.TotalSeconds, Is.EqualTo(seconds));
    }

    [TestCase(1, 0.0, 250)]
    [TestCase(1, 1.0, 500)]
    [TestCase(2, 1.0, 1000)]
    [TestCase(3, 0.5, 1500)]
    [TestCase(7, 1.0, 30000)]
    [TestCase(100, 1.0, 30000)]
    public void Backoff_doubles_with_jitter_up_to_the_maximum(int retry, double random, double milliseconds) =>
        Assert.That(RetryDelay.Backoff(new RetryOptions(), retry, random).TotalMilliseconds, Is.EqualTo(milliseconds).Within(0.01));

    [TestCase(5.0, 0.0, 5.0, Description = "the server's wait comes first")]
    [TestCase(0.0, 0.0, 0.5, Description = "zero requests no wait")]
    [TestCase(null, 0.0, 0.5)]
    [TestCase(70.0, 0.0, 70.0)]
    [TestCase(70.1, 0.0, null, Description = "MaxServerDelay")]
    [TestCase(10.0, 290.0, 10.0)]
    [TestCase(10.1, 290.0, null, Description = "MaxTotalTime")]
    [TestCase(null, 300.0, null)]
    public void Next_prefers_the_requested_wait_and_respects_every_limit(double? requested, double elapsed, double? expected) =>
        Assert.That(
            RetryDelay.Next(new RetryOptions(), 1, Seconds(requested), TimeSpan.FromSeconds(elapsed), 1)?.TotalSeconds,
            Is.EqualTo(expected));

    [Test]
    public void Delay_is_never_negative_and_never_above_its_maximum() =>
        Gen.Select(
            Gen.Int[0, 100_000],
            Gen.OneOf(Gen.Int[0, 100_000], Gen.Int[0, 86_400_000]),
            Gen.Int[1, 101],
            Gen.Double[0, 1],
            Gen.Double[0, 40_000_000].Nullable()).Sample((@base, cap, retry, random, requested) =>
        {
            var options = new RetryOptions { BaseDelay = TimeSpan.FromMilliseconds(Math.Min(@base, cap)), MaxDelay = TimeSpan.FromMilliseconds(cap) };
            options.Validate();
            var retryAfter = Seconds(requested);
            var next = RetryDelay.Next(options, retry, retryAfter, TimeSpan.Zero, random);
            return next is null ? retryAfter > options.MaxServerDelay || cap > options.MaxTotalTime.TotalMilliseconds
                : next >= TimeSpan.Zero && next <= (retryAfter > TimeSpan.Zero ? options.MaxServerDelay : options.MaxDelay) && next <= options.MaxTotalTime;
        });

    private static TimeSpan? Seconds(double? value) => value is { } seconds ? TimeSpan.FromSeconds(seconds) : null;

    private static void Add(HttpResponseMessage response, string name, string? value)
    {
        if (value is not null)
        {
            response.Headers.TryAddWithoutValidation(name, value);
        }
    }
}
