using IdentitySdk;
using IdentitySdk.Directories;

namespace SuspendLeavers;

/// <summary>Runs the job periodically, or once.</summary>
internal sealed partial class LeaverWorker(
    LeaverJob job, LeaverSettings settings, TimeProvider clock, ILogger<LeaverWorker> log, IHostApplicationLifetime lifetime) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (settings.Interval is not { } interval)
        {
            Environment.ExitCode = await RunAsync(stoppingToken) ? 0 : 1;
            lifetime.StopApplication();
            return;
        }

        using var timer = new PeriodicTimer(interval, clock);
        do
        {
            await RunAsync(stoppingToken);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    /// <summary>Runs the job, and returns whether all leavers are suspended. Failures are logged, and the next run tries again.</summary>
    private async Task<bool> RunAsync(CancellationToken stoppingToken)
    {
        try
        {
            var result = await job.RunAsync(stoppingToken);
            Finished(result.ToString());
            return result.IsComplete;
        }
        catch (PlanBlockedException exception)
        {
            Blocked(string.Join("; ", exception.Reasons));
        }
        catch (Exception exception) when (exception is IdentityApiException or DirectoryException or IOException or UnauthorizedAccessException)
        {
            Failed(exception.Message);
        }

        return false;
    }

    [LoggerMessage(LogLevel.Information, "Leavers: {Result}.")]
    private partial void Finished(string result);

    [LoggerMessage(LogLevel.Error, "No user was suspended, the plan needs a review: {Reasons}")]
    private partial void Blocked(string reasons);

    [LoggerMessage(LogLevel.Error, "The run failed: {Failure}")]
    private partial void Failed(string failure);
}
