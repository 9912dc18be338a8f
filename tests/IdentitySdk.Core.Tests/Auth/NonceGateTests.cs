using IdentitySdk.Core;
using Microsoft.Extensions.Time.Testing;

namespace IdentitySdk.Tests.Auth;

/// <summary>How many requests with proofs are sent concurrently after a nonce was refused; none waits forever.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class NonceGateTests
{
    private readonly FakeTimeProvider _clock = new();
    private readonly NonceGate _gate;

    public NonceGateTests() => _gate = new NonceGate(_clock);

    [Test]
    public void All_requests_enter_while_nonces_are_accepted() =>
        Assert.That(Enumerable.Range(0, 1000).Select(_ => Enter()), Is.All.Property(nameof(Task.IsCompletedSuccessfully)).True);

    [Test]
    public async Task Refusal_admits_one_request_at_a_time_replays_first()
    {
        await Task.WhenAll(Enter(), Enter(), Enter());
        Assert.That(_gate.Leave(wasAccepted: false, isReplayed: true), Is.True, "other requests are under way");
        var (other, replay) = (Enter(), Enter(isReplay: true));
        _gate.Leave(wasAccepted: null);
        Assert.That((other.IsCompleted, replay.IsCompleted), Is.EqualTo((false, false)));
        _gate.Leave(wasAccepted: null);
        await replay;
        Assert.That(other.IsCompleted, Is.False);
        _gate.Leave(wasAccepted: null);
        await other;
    }

    [Test]
    public async Task Request_refused_alone_is_replayed_before_all_others()
    {
        await Enter();
        Assert.That(_gate.Leave(wasAccepted: false, isReplayed: true), Is.False);
        var other = Enter();
        Assert.That(other.IsCompleted, Is.False);
        Assert.That(_gate.Leave(wasAccepted: true), Is.True);
        await other;
    }

    [Test]
    public async Task Accepted_requests_admit_more_requests()
    {
        await Enter();
        _gate.Leave(wasAccepted: false);
        var callers = Enumerable.Range(0, 500).Select(_ => Enter()).ToList();
        var accepted = 0;
        foreach (var (until, admitted) in new[] { (0, 1), (1, 2), (2, 4), (4, 8), (6, 14), (15, 143), (16, 500) })
        {
            for (; accepted < until; accepted++)
            {
                _gate.Leave(wasAccepted: true);
            }

            await Task.WhenAll(callers.Take(admitted));
            Assert.That(callers.Skip(admitted).Any(caller => caller.IsCompleted), Is.False, $"after {until}");
        }
    }

    [Test]
    public async Task Hanging_request_delays_the_others_by_two_seconds()
    {
        await Task.WhenAll(Enter(), Enter());
        _gate.Leave(wasAccepted: false);
        var (first, second) = (Enter(), Enter());
        _clock.Advance(TimeSpan.FromSeconds(2) - TimeSpan.FromTicks(1));
        Assert.That(first.IsCompleted, Is.False);
        _clock.Advance(TimeSpan.FromTicks(1));
        await first;
        Assert.That(second.IsCompleted, Is.False);
        _clock.Advance(TimeSpan.FromSeconds(2));
        await second;
    }

    [Test]
    public async Task Two_seconds_begin_again_with_each_request_that_ends()
    {
        await Task.WhenAll(Enter(), Enter());
        _gate.Leave(wasAccepted: false);
        var (first, second) = (Enter(), Enter());
        _clock.Advance(TimeSpan.FromSeconds(1));
        _gate.Leave(wasAccepted: null);
        await first;
        _clock.Advance(TimeSpan.FromSeconds(2) - TimeSpan.FromTicks(1));
        Assert.That(_gate.Leave(wasAccepted: null, isReplayed: true), Is.False, "no other request is under way");
        _clock.Advance(TimeSpan.FromSeconds(2));
        await second;
    }

    [Test]
    public async Task Cancelled_wait_admits_the_next_request()
    {
        await Task.WhenAll(Enter(), Enter());
        _gate.Leave(wasAccepted: false);
        using var cancel = new CancellationTokenSource();
        var (cancelled, late, next) = (Enter(cancellationToken: cancel.Token), Enter(time: TimeSpan.FromSeconds(1)), Enter());
        await cancel.CancelAsync();
        await Assert.ThrowsAsync<OperationCanceledException>(() => cancelled);
        _clock.Advance(TimeSpan.FromSeconds(1));
        await Assert.ThrowsAsync<CredentialException>(() => late);
        _gate.Leave(wasAccepted: null);
        await next;
    }

    private Task Enter(bool isReplay = false, TimeSpan? time = null, CancellationToken cancellationToken = default)
    {
        var hour = TimeSpan.FromHours(1);
        var context = new OperationContext(new ApiRequest("GET", "/things"), time ?? hour, hour, _clock.GetTimestamp(), default);
        return _gate.EnterAsync(isReplay, context, "Test", cancellationToken).AsTask();
    }
}
