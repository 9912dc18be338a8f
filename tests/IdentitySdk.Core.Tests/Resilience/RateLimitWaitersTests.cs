using IdentitySdk.Core;

namespace IdentitySdk.Tests;

/// <summary>Which of the calls that wait for a budget are woken.</summary>
public sealed class RateLimitWaitersTests
{
    [TestCase(-1, 0)]
    [TestCase(0, 0)]
    [TestCase(1, 1)]
    [TestCase(2, 2)]
    [TestCase(int.MaxValue, 3)]
    public void As_many_are_woken_as_there_may_be_something_left_for_and_the_longest_waiting_first(int most, int expected)
    {
        var waiters = new RateLimitWaiters();
        var waiting = Enumerable.Range(0, 3).Select(_ => waiters.Enqueue().Task).ToList();
        waiters.Wake(most);
        Assert.That(waiting.Select(each => each.IsCompleted), Is.EqualTo(new[] { expected > 0, expected > 1, expected > 2 }));
    }

    [Test]
    public async Task A_call_that_has_left_uses_up_nobody_s_turn_and_is_told_apart_from_one_that_was_woken()
    {
        var waiters = new RateLimitWaiters();
        var (left, next, last) = (waiters.Enqueue(), waiters.Enqueue(), waiters.Enqueue());
        new RateLimitVerdict(null, TimeSpan.FromSeconds(1), RateLimitWaitReason.Budget, left.Task, left).Leave();
        waiters.Wake(1);
        Assert.That((left.Task.IsCompleted, next.Task.IsCompleted, last.Task.IsCompleted), Is.EqualTo((true, true, false)));
        Assert.That((await left.Task, await next.Task), Is.EqualTo((false, true)));
    }
}
