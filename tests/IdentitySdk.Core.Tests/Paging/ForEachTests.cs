using IdentitySdk.Core;

namespace IdentitySdk.Tests.Paging;

/// <summary>Actions for each item of a list.</summary>
public sealed class ForEachTests
{
    [Test]
    public async Task Every_item_has_a_result_in_the_order_of_the_list()
    {
        var streamed = new List<int>();
        var results = await List(100).ForEachAsync(
            async (item, _) =>
            {
                await Task.Yield();
                if (item % 10 == 3)
                {
                    throw new ConflictException($"item {item}");
                }
            },
            result => streamed.Add(result.Item),
            new ForEachOptions { MaxConcurrency = 8 });

        Assert.That(results.Select(result => result.Item), Is.EqualTo(Enumerable.Range(0, 100)));
        Assert.That(results.Where(result => !result.IsSuccess).Select(result => result.Exception!.Message), Is.EqualTo(
            Enumerable.Range(0, 10).Select(index => $"Test GET /test: item {(10 * index) + 3}, HTTP 409.")));
        Assert.That(streamed, Is.EquivalentTo(Enumerable.Range(0, 100)));
        Assert.That(results[3].ToString() + results[4], Is.EqualTo("ConflictExceptionsuccess"));
    }

    [TestCase(1)]
    [TestCase(4)]
    public async Task As_many_actions_run_concurrently_as_allowed(int concurrency)
    {
        var (running, most) = (0, 0);
        var full = new TaskCompletionSource();
        await List(40).ForEachAsync(
            async (_, _) =>
            {
                var now = Interlocked.Increment(ref running);
                lock (full)
                {
                    most = Math.Max(most, now);
                }

                if (now == concurrency)
                {
                    full.TrySetResult();
                }

                await full.Task;
                await Task.Yield();
                Interlocked.Decrement(ref running);
            },
            options: new ForEachOptions { MaxConcurrency = concurrency });

        Assert.That(most, Is.EqualTo(concurrency));
    }

    [TestCase(30, 30)]
    [TestCase(3599, 3599)]
    [TestCase(null, 1)]
    [TestCase(-1, 0)]
    [TestCase(86400, 3600)]
    [TestCase(9e11, 3600)]
    public void Pause_is_RetryAfter_up_to_an_hour(double? retryAfter, double pause) => Assert.That(
        ForEachExtensions.PauseAfter(new RateLimitedException { RetryAfter = retryAfter is { } seconds ? TimeSpan.FromSeconds(seconds) : null }),
        Is.EqualTo(TimeSpan.FromSeconds(pause)));

    [TestCase(30, 30)]
    [TestCase(null, 1)]
    public async Task Rate_limit_pauses_the_items_that_follow(double? retryAfter, double pause)
    {
        var clock = new JumpingClock();
        var start = clock.GetUtcNow();
        var started = new List<TimeSpan>();
        var results = await List(3).ForEachAsync(
            (item, _) =>
            {
                started.Add(clock.GetUtcNow() - start);
                return item == 0 ? Task.FromException(new RateLimitedException { RetryAfter = retryAfter is { } seconds ? TimeSpan.FromSeconds(seconds) : null }) : Task.CompletedTask;
            },
            options: new ForEachOptions { MaxConcurrency = 1, TimeProvider = clock });

        Assert.That(results.Select(result => result.IsSuccess), Is.EqualTo([false, true, true]));
        Assert.That(started[0], Is.EqualTo(TimeSpan.Zero));
        Assert.That(started[1], Is.EqualTo(TimeSpan.FromSeconds(pause)).Within(TimeSpan.FromSeconds(0.01)));
    }

    [Test]
    public async Task List_that_fails_loses_no_exception_and_leaves_no_action_running()
    {
        var running = 0;
        var results = new List<ItemResult<int>>();
        var exception = await Assert.ThrowsAsync<AggregateException>(() => AsyncPageable.FromPages(Pages()).ForEachAsync(
            async (item, _) =>
            {
                Interlocked.Increment(ref running);
                await Task.Yield();
                Interlocked.Decrement(ref running);
                if (item == 1)
                {
                    throw new ConflictException();
                }
            },
            results.Add));

        Assert.That(exception!.InnerExceptions.Select(each => each.GetType()), Is.EqualTo([typeof(ServerException), typeof(ConflictException)]));
        Assert.That((running, results.Count), Is.EqualTo((0, 2)));

        static IEnumerable<Page<int>> Pages()
        {
            yield return new Page<int>([1, 2]);
            throw new ServerException();
        }
    }

    [Test]
    public async Task Throwing_callback_ends_the_run_and_loses_no_exception()
    {
        var exception = await Assert.ThrowsAsync<AggregateException>(() => List(1000).ForEachAsync(
            (_, _) => Task.FromException(new ConflictException()), _ => throw new InvalidOperationException("full"), new ForEachOptions { MaxConcurrency = 1 }));

        Assert.That(exception!.InnerExceptions[0], Is.InstanceOf<InvalidOperationException>());
        Assert.That(exception.InnerExceptions, Has.Count.LessThan(1000).And.Count.GreaterThan(1));
    }

    [Test]
    public void Cancellation_waits_for_running_actions()
    {
        using var cancellation = new CancellationTokenSource();
        var ended = 0;

        Assert.That(
            async () => await List(1000).ForEachAsync(
                async (item, cancellationToken) =>
                {
                    if (item == 5)
                    {
                        cancellation.Cancel();
                    }

                    await Task.Yield();
                    Interlocked.Increment(ref ended);
                    cancellationToken.ThrowIfCancellationRequested();
                },
                cancellationToken: cancellation.Token),
            Throws.InstanceOf<OperationCanceledException>().With.Property("CancellationToken").EqualTo(cancellation.Token));
        Assert.That(ended, Is.InRange(6, 999));
    }

    [Test]
    public async Task Empty_list_and_synchronous_exceptions_of_actions_are_handled()
    {
        Assert.That(await List(0).ForEachAsync((_, _) => Task.CompletedTask), Is.Empty);
        var results = await List(2).ForEachAsync((_, _) => throw new InvalidOperationException());
        Assert.That(results.Select(result => result.Exception), Has.All.InstanceOf<InvalidOperationException>());
    }

    [TestCase(0)]
    [TestCase(257)]
    public void Concurrency_out_of_range_throws_immediately(int concurrency) => Assert.That(
        () => List(1).ForEachAsync((_, _) => Task.CompletedTask, options: new ForEachOptions { MaxConcurrency = concurrency }),
        Throws.InstanceOf<ArgumentOutOfRangeException>());

    [Test]
    public void Missing_arguments_are_named()
    {
        Assert.That(() => ((AsyncPageable<int>)null!).ForEachAsync((_, _) => Task.CompletedTask), Throws.ArgumentNullException.With.Property("ParamName").EqualTo("list"));
        Assert.That(() => List(1).ForEachAsync(null!), Throws.ArgumentNullException.With.Property("ParamName").EqualTo("action"));
    }

    private static AsyncPageable<int> List(int count) => AsyncPageable.FromItems(Enumerable.Range(0, count));
}
