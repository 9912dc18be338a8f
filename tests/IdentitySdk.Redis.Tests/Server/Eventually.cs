namespace IdentitySdk.Tests.Redis;

/// <summary>Waits for conditions that depend on other processes.</summary>
internal static class Eventually
{
    private static readonly TimeSpan s_timeout = TimeSpan.FromMinutes(2);

    public static async Task HoldsAsync(Func<Task<bool>> condition)
    {
        var clock = TimeProvider.System;
        for (var started = clock.GetTimestamp(); !await condition(); await Task.Delay(TimeSpan.FromMilliseconds(5), clock))
        {
            Assert.That(clock.GetElapsedTime(started), Is.LessThan(s_timeout), "The condition was not met in time.");
        }
    }
}
