namespace IdentitySdk.Tests;

/// <summary>Moves a test's clock on by a second again and again: time-outs come too, which the clock itself leaves to the test.</summary>
internal sealed class ClockPump : IDisposable
{
    private readonly CancellationTokenSource _ending = new();
    private readonly Task _pumping;

    public ClockPump(TestClock clock)
    {
        clock.IsAutomatic = false;
        _pumping = Task.Run(async () =>
        {
            while (!_ending.IsCancellationRequested)
            {
                clock.Advance(TimeSpan.FromMilliseconds(50));
                await Task.Yield();
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
