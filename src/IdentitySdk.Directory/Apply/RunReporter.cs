using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace IdentitySdk.Directories;

/// <summary>Reports a run: progress, log events and metrics.</summary>
internal sealed class RunReporter(ChangeContext context, IProgress<ApplyProgress>? progress, int doneBefore)
{
    private readonly ILogger _logger = context.Options.LoggerFactory?.CreateLogger("IdentitySdk") ?? NullLogger.Instance;
    private readonly string _vendor = context.Directory.Capabilities.Vendor;
    private readonly long _start = context.Options.TimeProvider.GetTimestamp();
    private int _done;

    public void Started()
    {
        DirectoryTelemetry.ApplyStarted(_logger, _vendor, context.Plan.Changes.Count, doneBefore);
        Report();
    }

    public void Done(ChangeResult result)
    {
        Interlocked.Increment(ref _done);
        DirectoryTelemetry.Count(_vendor, result);
        if (result.Outcome is ChangeOutcome.Applied or ChangeOutcome.AlreadySo)
        {
            DirectoryTelemetry.ChangeDone(_logger, _vendor, result.Change.Number, result.Change.Kind, result.Outcome);
        }
        else
        {
            DirectoryTelemetry.ChangeFailed(_logger, _vendor, result.Change.Number, result.Change.Kind, result.Outcome, result.Reason);
        }

        Report();
    }

    public void Stopped(string reason) => DirectoryTelemetry.ApplyStopped(_logger, _vendor, reason);

    public void Ended(ApplyResult result) => DirectoryTelemetry.ApplyEnded(_logger, _vendor, result.ToString());

    private void Report()
    {
        var elapsed = context.Options.TimeProvider.GetElapsedTime(_start);
        var done = Volatile.Read(ref _done);
        progress?.Report(new ApplyProgress(
            context.Plan.Changes.Count, doneBefore + done, context.Waiting, elapsed, elapsed > TimeSpan.Zero ? done / elapsed.TotalSeconds : 0));
    }
}
