using IdentitySdk.Core;
using Microsoft.Extensions.Time.Testing;

namespace IdentitySdk.Tests.Auth;

/// <summary>How many requests with proofs go at one time after a nonce was refused, and that none waits for ever.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class NonceGateTests
{
    private readonly FakeTimeProvider _clock = new();
    private readonly NonceGate _gate;

    public NonceGateTests() => _gate = new NonceGate(_clock);

    [Test]
    public void All_go_as_long_as_nonces_are_accepted() =>
        Assert.That(Enumerable.Range(0, 1000).Select(_ => Enter()), Is.All.Property(nameof(Task.IsCompletedSuccessfully)).True);

    [Test]
    public async Task After_a_refusal_one_goes_when_all_others_are_back_and_a_replay_before_them()
    {
        await Task.WhenAll(Enter(), Enter(), Enter());
        Assert.That(_gate.Leave(wasAccepted: false, isReplayed: true), Is.True, "others are under way");
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
    public async Task Who_is_refused_alone_goes_again_before_anybody_else()
    {
        await Enter();
        Assert.That(_gate.Leave(wasAccepted: false, isReplayed: true), Is.False);
        var other = Enter();
        Assert.That(other.IsCompleted, Is.False);
        Assert.That(_gate.Leave(wasAccepted: true), Is.True);
        await other;
    }

    [Test]
    public async Task More_go_again_as_they_are_accepted()
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
    public async Task A_request_that_hangs_holds_the_others_up_for_two_seconds()
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
    public async Task Who_leaves_while_waiting_gives_the_turn_on()
    {
        await Task.WhenAll(Enter(), Enter());
        _gate.Leave(wasAccepted: false);
        using var cancel = new CancellationTokenSource();
        var (leaving, late, next) = (Enter(cancellationToken: cancel.Token), Enter(time: TimeSpan.FromSeconds(1)), Enter());
        await cancel.CancelAsync();
        await Assert.ThrowsAsync<OperationCanceledException>(() => leaving);
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
