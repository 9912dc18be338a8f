namespace IdentitySdk.Tests;

/// <summary>Advances a test's clock continuously, so that time-outs fire, too.</summary>
internal sealed class ClockPump : IDisposable
{
    private readonly CancellationTokenSource _ending = new();
    private readonly Task _pumping;

    public ClockPump(TestClock clock, TimeSpan? step = null)
    {
        clock.IsAutomatic = false;
        _pumping = Task.Run(async () =>
        {
            while (!_ending.IsCancellationRequested)
            {
                // Continuations run before time advances.
                for (var quiet = 0; quiet < 20 && !_ending.IsCancellationRequested; quiet = ThreadPool.PendingWorkItemCount == 0 ? quiet + 1 : 0)
                {
                    await Task.Yield();
                }

                clock.Advance(step ?? TimeSpan.FromMilliseconds(50));
            }
        });
    }

    public void Dispose()
    {
        _ending.Cancel();
        _pumping.GetAwaiter().GetResult();
        _ending.Dispose();
    }
}
