using IdentitySdk.Core;

namespace IdentitySdk.Tests.Auth;

/// <summary>Tokens that the vendor rejected: when they are replaced, and when a refresh is forced.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class TokenRejectionTests
{
    private readonly FakeTokenEndpoint _vendor = new();

    [Test]
    public async Task Current_is_the_latest_token_until_it_is_rejected()
    {
        Assert.That(_vendor.Source.Current, Is.Null);
        await _vendor.GetWithResponseAsync(_vendor.Token("one", TimeSpan.FromHours(1)));
        _vendor.Clock.Advance(TimeSpan.FromHours(2));
        Assert.That(_vendor.Source.Current!.Value, Is.EqualTo("one"), "expired or not");
        _vendor.Source.Reject("one");
        Assert.That(_vendor.Source.Current, Is.Null);
    }

    [Test]
    public async Task Rejected_token_is_not_returned_during_its_refresh()
    {
        await _vendor.GetWithResponseAsync(_vendor.Token("one"));
        _vendor.Source.Reject("one");
        await _vendor.GetWithResponseAsync(_vendor.Token("two"));
        Assert.That(_vendor.Source.Reject("two"), Is.EqualTo(Replay.None), "a refresh was forced a moment ago");

        _vendor.Clock.Advance(TimeSpan.FromSeconds(11));
        var first = _vendor.GetAsync();
        var second = _vendor.GetAsync();
        Assert.That(second.IsCompleted, Is.False);
        Assert.That(_vendor.Source.Reject("two"), Is.EqualTo(Replay.WithNewToken), "another token is under way");

        await _vendor.RespondAsync(_vendor.Token("three"));
        Assert.That(((await first).Value, (await second).Value), Is.EqualTo(("three", "three")));
        Assert.That((await _vendor.GetAsync()).Value, Is.EqualTo("three"));
        Assert.That(_vendor.Calls, Is.EqualTo(3));
    }

    [Test]
    public async Task Token_rejected_several_times_is_replaced_once()
    {
        await _vendor.GetWithResponseAsync(_vendor.Token("one"));
        _vendor.Source.Reject("one");
        _vendor.Source.Reject("one");
        Assert.That((await _vendor.GetWithResponseAsync(_vendor.Token("two"))).Value, Is.EqualTo("two"));
        _vendor.Source.Reject("one");

        Assert.That((await _vendor.GetAsync()).Value, Is.EqualTo("two"));
        Assert.That(_vendor.Calls, Is.EqualTo(2));
    }

    [Test]
    public async Task Rejected_token_stays_until_another_refresh_may_be_forced()
    {
        await _vendor.GetWithResponseAsync(_vendor.Token("one"));
        Assert.That(_vendor.Source.Reject("one"), Is.EqualTo(Replay.WithNewToken));
        await _vendor.GetWithResponseAsync(_vendor.Token("two"));
        Assert.That(_vendor.Source.Reject("one"), Is.EqualTo(Replay.WithNewToken), "a late rejection: there is a newer token");
        Assert.That(_vendor.Source.Reject("two"), Is.EqualTo(Replay.None));
        Assert.That((await _vendor.GetAsync()).Value, Is.EqualTo("two"));
        _vendor.Clock.Advance(TimeSpan.FromSeconds(10));
        Assert.That((await _vendor.GetWithResponseAsync(_vendor.Token("three"))).Value, Is.EqualTo("three"));
    }

    [Test]
    public async Task Token_rejected_while_it_is_issued_again_is_requested_once_more()
    {
        await _vendor.GetWithResponseAsync(_vendor.Token("one", TimeSpan.FromHours(1)));
        _vendor.Clock.Advance(TimeSpan.FromMinutes(55));
        await _vendor.GetAsync();
        var early = await _vendor.NextAsync();
        _vendor.Source.Reject("one");
        var waiting = _vendor.GetAsync();
        early.SetResult(_vendor.Token("one", TimeSpan.FromMinutes(5)));
        await _vendor.RespondAsync(_vendor.Token("two"));

        Assert.That((await waiting).Value, Is.EqualTo("two"));
    }

    [Test]
    public async Task New_token_is_used_if_the_old_one_was_rejected_during_the_refresh()
    {
        await _vendor.GetWithResponseAsync(_vendor.Token("one", TimeSpan.FromHours(1)));
        _vendor.Clock.Advance(TimeSpan.FromMinutes(55));
        await _vendor.GetAsync();
        var (early, refresh) = (await _vendor.NextAsync(), _vendor.Source.PendingRefresh);
        _vendor.Source.Reject("one");
        early.SetResult(_vendor.Token("two", TimeSpan.FromHours(1)));
        await refresh;

        await AssertIsReturnedImmediatelyAsync("two", calls: 2);
    }

    [Test]
    public async Task Rejection_forces_one_refresh_even_if_the_vendor_issues_the_same_token()
    {
        await _vendor.GetWithResponseAsync(_vendor.Token("one"));
        _vendor.Source.Reject("one");
        await _vendor.GetWithResponseAsync(_vendor.Token("one"));

        // Another refresh could be forced now, but the token has not been rejected again.
        _vendor.Clock.Advance(TimeSpan.FromSeconds(10));
        await AssertIsReturnedImmediatelyAsync("one", calls: 2);
    }

    [Test]
    public async Task Rejection_of_a_request_without_a_token_is_replayed_during_a_forced_refresh()
    {
        await _vendor.GetWithResponseAsync(_vendor.Token("one"));
        _vendor.Source.Reject("one");
        var waiting = _vendor.GetAsync();
        Assert.That(_vendor.Source.Reject(null), Is.EqualTo(Replay.WithNewToken), "a handler of the host may have removed the header");

        await _vendor.RespondAsync(_vendor.Token("two"));
        Assert.That((await waiting).Value, Is.EqualTo("two"));
    }

    private async Task AssertIsReturnedImmediatelyAsync(string value, int calls)
    {
        var token = _vendor.Source.GetAsync(null, default);
        Assert.That((token.IsCompletedSuccessfully, _vendor.Source.PendingRefresh.IsCompleted), Is.EqualTo((true, true)));
        Assert.That(((await token).Value, _vendor.Calls), Is.EqualTo((value, calls)));
    }
}
