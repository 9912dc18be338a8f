using System.Net;
using IdentitySdk.Core;
using Microsoft.Extensions.Time.Testing;

namespace IdentitySdk.Tests.Auth;

/// <summary>How far the vendor's clock is believed, and what moves it.</summary>
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
    public void A_date_moves_the_clock_by_five_seconds_or_more(double ahead, bool isMoved)
    {
        var server = new ServerClock(_clock);
        Assert.That(server.Observe(s_now.AddSeconds(ahead)), Is.EqualTo(isMoved));

        var expected = isMoved ? ahead : 0;
        Assert.That(server.Now, Is.EqualTo(s_now.AddSeconds(expected)));
        Assert.That(server.ToLocal(s_now.AddSeconds(expected)), Is.EqualTo(s_now));
    }

    [Test]
    public void The_same_date_moves_it_once_and_it_goes_on_with_the_client_s_clock()
    {
        var server = new ServerClock(_clock);
        Assert.That(server.Observe(s_now.AddSeconds(60)), Is.True);
        Assert.That(server.Observe(s_now.AddSeconds(62)), Is.False);
        _clock.Advance(TimeSpan.FromSeconds(10));
        Assert.That(server.Now, Is.EqualTo(s_now.AddSeconds(70)));
    }

    [TestCase("Fri, 02 Jan 2026 04:04:05 GMT", 3600)]
    [TestCase("02 Jan 2026 04:04:05", 3600, Description = "without a zone it is UTC")]
    [TestCase("yesterday", 0)]
    [TestCase("", 0)]
    [TestCase(null, 0)]
    public void A_response_tells_the_time_in_its_date(string? date, double ahead)
    {
        using var message = new HttpResponseMessage(HttpStatusCode.OK);
        if (date is not null)
        {
            message.Headers.TryAddWithoutValidation("Date", date);
        }

        var server = new ServerClock(_clock);
        Assert.That(server.Observe(new ApiResponse(message, null, null)), Is.EqualTo(ahead > 0));
        Assert.That(server.Now, Is.EqualTo(s_now.AddSeconds(ahead)));
    }

    [TestCase(3653, true)]
    [TestCase(-3653, true)]
    [TestCase(3653.001, false)]
    [TestCase(-3653.001, false)]
    public void A_date_more_than_ten_years_off_is_a_mistake(double days, bool isMoved)
    {
        var server = new ServerClock(_clock);
        Assert.That(server.Observe(s_now.AddDays(days)), Is.EqualTo(isMoved));
        Assert.That(server.Now, Is.EqualTo(isMoved ? s_now.AddDays(days) : s_now));
    }

    [TestCase(86_400, true)]
    [TestCase(-86_400, true)]
    [TestCase(86_400.001, false)]
    [TestCase(-86_400.001, false)]
    public void A_time_is_plausible_within_a_day_of_the_vendor_s_own_clock(double seconds, bool isPlausible)
    {
        var server = new ServerClock(_clock);
        server.Observe(s_now.AddDays(7));
        Assert.That(server.IsPlausible(s_now.AddDays(7).AddSeconds(seconds)), Is.EqualTo(isPlausible));
    }

    [Test]
    public void Nothing_tells_nothing()
    {
        var server = new ServerClock(_clock);
        Assert.That(server.Observe((ApiResponse?)null), Is.False);
        Assert.That(server.Observe((DateTimeOffset?)null), Is.False);
    }
}
