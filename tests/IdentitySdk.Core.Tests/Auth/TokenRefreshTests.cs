namespace IdentitySdk.Tests.Auth;

/// <summary>When a token is refreshed: early while it is still used, or after its expiry.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class TokenRefreshTests
{
    private readonly FakeTokenEndpoint _vendor = new();

    [Test]
    public async Task Token_near_its_expiry_is_used_during_its_refresh()
    {
        await _vendor.GetWithResponseAsync(_vendor.Token("one", TimeSpan.FromHours(1)));
        _vendor.Clock.Advance(TimeSpan.FromMinutes(55));

        var callers = Enumerable.Range(0, 10).Select(_ => _vendor.Source.GetAsync(null, default)).ToList();

        Assert.That(callers.All(caller => caller.IsCompletedSuccessfully), Is.True);
        Assert.That((await callers[9]).Value, Is.EqualTo("one"));
        await _vendor.RespondAsync(_vendor.Token("two", TimeSpan.FromHours(1)));
        Assert.That((await _vendor.GetAsync()).Value, Is.EqualTo("two"));
        Assert.That(_vendor.Calls, Is.EqualTo(2));
    }

    [Test]
    public async Task Failed_early_refresh_fails_no_caller_and_is_retried_after_a_pause()
    {
        await _vendor.GetWithResponseAsync(_vendor.Token("one", TimeSpan.FromHours(1)));
        _vendor.Clock.Advance(TimeSpan.FromMinutes(55));
        await _vendor.GetAsync();
        await _vendor.FailAsync();

        Assert.That((await _vendor.GetAsync()).Value, Is.EqualTo("one"));
        Assert.That(_vendor.Source.PendingRefresh.IsCompleted, Is.True);

        _vendor.Clock.Advance(TimeSpan.FromSeconds(30));
        Assert.That((await _vendor.GetAsync()).Value, Is.EqualTo("one"));
        await _vendor.RespondAsync(_vendor.Token("two", TimeSpan.FromHours(1)));
        Assert.That((await _vendor.GetAsync()).Value, Is.EqualTo("two"));
    }

    [Test]
    public async Task Failed_early_refresh_is_retried_after_thirty_seconds()
    {
        await _vendor.GetWithResponseAsync(_vendor.Token("one", TimeSpan.FromHours(1)));
        _vendor.Clock.Advance(TimeSpan.FromMinutes(55));
        await _vendor.GetAsync();
        await _vendor.FailAsync();

        // The backoff of the failure lasts only a second.
        _vendor.Clock.Advance(TimeSpan.FromSeconds(30) - TimeSpan.FromTicks(1));
        await _vendor.GetAsync();
        Assert.That(_vendor.Source.PendingRefresh.IsCompleted, Is.True);
        _vendor.Clock.Advance(TimeSpan.FromTicks(1));
        await _vendor.GetAsync();
        Assert.That(_vendor.Source.PendingRefresh.IsCompleted, Is.False);
        await _vendor.RespondAsync(_vendor.Token("two"));
    }

    [Test]
    public async Task Token_is_not_refreshed_before_its_last_minutes()
    {
        await _vendor.GetWithResponseAsync(_vendor.Token("one", TimeSpan.FromHours(1)));
        for (var minute = 1; minute < 55; minute++)
        {
            _vendor.Clock.Advance(TimeSpan.FromMinutes(1));
            await _vendor.GetAsync();
            Assert.That(_vendor.Source.PendingRefresh.IsCompleted, Is.True, $"after {minute} minutes");
        }
    }

    [Test]
    public async Task Expired_token_is_not_returned()
    {
        await _vendor.GetWithResponseAsync(_vendor.Token("one", TimeSpan.FromHours(1)));
        _vendor.Clock.Advance(TimeSpan.FromHours(1) - TimeSpan.FromSeconds(10));

        Assert.That((await _vendor.GetWithResponseAsync(_vendor.Token("two"))).Value, Is.EqualTo("two"));
    }

    [Test]
    public async Task Token_without_an_expiry_is_never_refreshed()
    {
        await _vendor.GetWithResponseAsync(_vendor.Token("one"));
        _vendor.Clock.Advance(TimeSpan.FromDays(1000));

        Assert.That((await _vendor.GetAsync()).Value, Is.EqualTo("one"));
        Assert.That(_vendor.Calls, Is.EqualTo(1));
    }

    [Test]
    public async Task Token_issued_twice_is_not_refreshed_before_its_expiry()
    {
        await _vendor.GetWithResponseAsync(_vendor.Token("one", TimeSpan.FromHours(1)));
        _vendor.Clock.Advance(TimeSpan.FromMinutes(55));
        await _vendor.GetAsync();
        await _vendor.RespondAsync(_vendor.Token("one", TimeSpan.FromMinutes(5)));

        _vendor.Clock.Advance(TimeSpan.FromMinutes(5) - TimeSpan.FromTicks(1));
        await _vendor.GetAsync();
        Assert.That(_vendor.Calls, Is.EqualTo(2));

        _vendor.Clock.Advance(TimeSpan.FromTicks(1));
        Assert.That((await _vendor.GetWithResponseAsync(_vendor.Token("two"))).Value, Is.EqualTo("two"));
    }

    [Test]
    public async Task Token_that_is_expired_when_received_is_used_for_thirty_seconds()
    {
        await _vendor.GetWithResponseAsync(_vendor.Token("one", TimeSpan.FromMinutes(-10)));

        _vendor.Clock.Advance(TimeSpan.FromSeconds(29));
        Assert.That((await _vendor.GetAsync()).Value, Is.EqualTo("one"));
        _vendor.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.That((await _vendor.GetWithResponseAsync(_vendor.Token("two"))).Value, Is.EqualTo("two"));
    }
}
