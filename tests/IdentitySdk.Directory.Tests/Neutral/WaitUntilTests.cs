using IdentitySdk.Directories;

namespace IdentitySdk.Tests.Neutral;

public sealed class WaitUntilTests
{
    [Test]
    public async Task Wait_reads_with_growing_delays_until_the_predicate_holds()
    {
        var clock = new JumpingClock();
        var directory = new InMemoryDirectory(timeProvider: clock);
        directory.Set(new DirectoryUser("1", UserState.Pending));
        directory.Faults = call =>
        {
            if (call.Number == 4)
            {
                directory.Set(new DirectoryUser("1", UserState.Active));
            }

            return InMemoryFault.None;
        };

        var user = await directory.WaitUntilAsync("1", user => user?.State == UserState.Active, TimeSpan.FromMinutes(1), clock);

        Assert.That(user!.State, Is.EqualTo(UserState.Active));
        Assert.That(clock.Waits.Select(wait => wait.TotalSeconds), Is.EqualTo(new[] { 0.5, 1, 2 }));
    }

    [Test]
    public void Timeout_throws_TimeoutException_after_a_last_read()
    {
        var clock = new JumpingClock();
        var directory = new InMemoryDirectory(timeProvider: clock);

        Assert.That(async () => await directory.WaitUntilAsync("1", user => user is not null, TimeSpan.FromSeconds(3), clock), Throws.InstanceOf<TimeoutException>());
        Assert.That(clock.Waits.Sum(wait => wait.TotalSeconds), Is.EqualTo(3));
        Assert.That(directory.Calls, Is.EqualTo(clock.Waits.Count + 1));
    }

    [Test]
    public async Task Wait_for_a_deleted_user_returns_null() =>
        Assert.That(await new InMemoryDirectory().WaitUntilAsync("1", user => user is null, TimeSpan.Zero), Is.Null);

    [Test]
    public void Cancellation_ends_the_wait() => Assert.That(
        async () => await new InMemoryDirectory().WaitUntilAsync("1", _ => false, TimeSpan.FromDays(1), cancellationToken: new CancellationToken(true)),
        Throws.InstanceOf<OperationCanceledException>());

    [Test]
    public void Invalid_arguments_are_refused()
    {
        var directory = new InMemoryDirectory();

        Assert.That(async () => await directory.WaitUntilAsync("", _ => true, TimeSpan.Zero), Throws.ArgumentException);
        Assert.That(async () => await directory.WaitUntilAsync("1", null!, TimeSpan.Zero), Throws.ArgumentNullException);
        Assert.That(async () => await directory.WaitUntilAsync("1", _ => true, TimeSpan.FromSeconds(-1)), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(directory.Calls, Is.Zero);
    }
}
