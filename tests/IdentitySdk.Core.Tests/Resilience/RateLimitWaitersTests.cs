using IdentitySdk.Core;

namespace IdentitySdk.Tests;

/// <summary>Which of the calls that wait for a bucket are woken.</summary>
public sealed class RateLimitWaitersTests
{
    [TestCase(-1, 0)]
    [TestCase(0, 0)]
    [TestCase(1, 1)]
    [TestCase(2, 2)]
    [TestCase(int.MaxValue, 3)]
    public void Longest_waiting_calls_are_woken_first(int count, int expected)
    {
        var waiters = new RateLimitWaiters();
        var waiting = Enumerable.Range(0, 3).Select(_ => waiters.Enqueue().Task).ToList();
        waiters.Wake(count);
        Assert.That(waiting.Select(each => each.IsCompleted), Is.EqualTo(new[] { expected > 0, expected > 1, expected > 2 }));
    }

    [Test]
    public async Task Call_that_stopped_waiting_is_not_woken_in_place_of_another()
    {
        var waiters = new RateLimitWaiters();
        var (stopped, next, last) = (waiters.Enqueue(), waiters.Enqueue(), waiters.Enqueue());
        new RateLimitDecision(null, TimeSpan.FromSeconds(1), RateLimitWaitReason.Budget, stopped).StopWaiting();
        waiters.Wake(1);
        Assert.That((stopped.Task.IsCompleted, next.Task.IsCompleted, last.Task.IsCompleted), Is.EqualTo((true, true, false)));
        Assert.That((await stopped.Task, await next.Task), Is.EqualTo((false, true)));
    }

    [Test]
    public void Calls_that_stopped_waiting_are_removed()
    {
        var waiters = new RateLimitWaiters();
        for (var call = 0; call < 1000; call++)
        {
            waiters.Enqueue().TrySetResult(false);
        }

        Assert.That(waiters.Count, Is.EqualTo(1));
    }
}
