using System.Net;
using IdentitySdk.Core;
using Microsoft.Extensions.Time.Testing;

namespace IdentitySdk.Tests.Auth;

/// <summary>The skew between the client's and the vendor's clock: which dates change it.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ServerClockTests
{
    private static readonly DateTimeOffset s_now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
    private readonly FakeTimeProvider _clock = new(s_now);

    [TestCase(0, false)]
    [TestCase(4.999, false)]
    [TestCase(-4.999, false)]
    [TestCase(5, true)]
    [TestCase(-5, true)]
    [TestCase(3600, true)]
    [TestCase(-3600, true)]
    public void Observe_ignores_a_skew_below_five_seconds(double skew, bool isChanged)
    {
        var server = new ServerClock(_clock);
        Assert.That(server.Observe(s_now.AddSeconds(skew)), Is.EqualTo(isChanged));

        var expected = isChanged ? skew : 0;
        Assert.That(server.Now, Is.EqualTo(s_now.AddSeconds(expected)));
        Assert.That(server.ToLocal(s_now.AddSeconds(expected)), Is.EqualTo(s_now));
    }

    [Test]
    public void Skew_stays_while_the_clients_clock_advances()
    {
        var server = new ServerClock(_clock);
        Assert.That(server.Observe(s_now.AddSeconds(60)), Is.True);
        Assert.That(server.Observe(s_now.AddSeconds(62)), Is.False);
        _clock.Advance(TimeSpan.FromSeconds(10));
        Assert.That(server.Now, Is.EqualTo(s_now.AddSeconds(70)));
    }

    [TestCase("Fri, 02 Jan 2026 04:04:05 GMT", 3600)]
    [TestCase("02 Jan 2026 04:04:05", 3600, Description = "UTC without a time zone")]
    [TestCase("yesterday", 0)]
    [TestCase("", 0)]
    [TestCase(null, 0)]
    public void Observe_reads_the_date_of_a_response(string? date, double skew)
    {
        using var message = new HttpResponseMessage(HttpStatusCode.OK);
        if (date is not null)
        {
            message.Headers.TryAddWithoutValidation("Date", date);
        }

        var server = new ServerClock(_clock);
        Assert.That(server.Observe(new ApiResponse(message, null, null)), Is.EqualTo(skew > 0));
        Assert.That(server.Now, Is.EqualTo(s_now.AddSeconds(skew)));
    }

    [TestCase(3653, true)]
    [TestCase(-3653, true)]
    [TestCase(3653.001, false)]
    [TestCase(-3653.001, false)]
    public void Observe_ignores_a_skew_above_ten_years(double days, bool isChanged)
    {
        var server = new ServerClock(_clock);
        Assert.That(server.Observe(s_now.AddDays(days)), Is.EqualTo(isChanged));
        Assert.That(server.Now, Is.EqualTo(isChanged ? s_now.AddDays(days) : s_now));
    }

    [TestCase(86_400, true)]
    [TestCase(-86_400, true)]
    [TestCase(86_400.001, false)]
    [TestCase(-86_400.001, false)]
    public void IsPlausible_allows_a_day_from_the_vendors_clock(double seconds, bool isPlausible)
    {
        var server = new ServerClock(_clock);
        server.Observe(s_now.AddDays(7));
        Assert.That(server.IsPlausible(s_now.AddDays(7).AddSeconds(seconds)), Is.EqualTo(isPlausible));
    }

    [Test]
    public void Observe_ignores_null()
    {
        var server = new ServerClock(_clock);
        Assert.That(server.Observe((ApiResponse?)null), Is.False);
        Assert.That(server.Observe((DateTimeOffset?)null), Is.False);
    }
}
