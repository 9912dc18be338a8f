using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;

namespace IdentitySdk.Directories;

/// <summary>Activities, metrics and log events of runs, without personal data. The names of source and meter are those of the clients.</summary>
internal static partial class DirectoryTelemetry
{
    public static readonly ActivitySource Activities = new("IdentitySdk");

    private static readonly Meter s_meter = new("IdentitySdk");

    private static readonly Counter<long> s_changes = s_meter.CreateCounter<long>("identitysdk.directory.changes", "{change}", "Changes by kind and outcome.");

    public static readonly Histogram<double> Waits =
        s_meter.CreateHistogram<double>("identitysdk.directory.wait", "s", "How long changes waited for consistency or a rate limit.");

    public static void Count(string vendor, ChangeResult result) => s_changes.Add(1, new TagList
    {
        { "identitysdk.vendor", vendor },
        { "identitysdk.directory.kind", result.Change.Kind.ToString() },
        { "identitysdk.directory.outcome", result.Outcome.ToString() },
    });

    [LoggerMessage(101, LogLevel.Information, "{Vendor}: applying {Changes} changes, {Done} are already done.", EventName = "ApplyStarted")]
    public static partial void ApplyStarted(ILogger logger, string vendor, int changes, int done);

    [LoggerMessage(102, LogLevel.Debug, "{Vendor}: change {Number} ({Kind}) is {Outcome}.", EventName = "ChangeDone")]
    public static partial void ChangeDone(ILogger logger, string vendor, int number, ChangeKind kind, ChangeOutcome outcome);

    [LoggerMessage(103, LogLevel.Warning, "{Vendor}: change {Number} ({Kind}) is {Outcome}: {Reason}", EventName = "ChangeFailed")]
    public static partial void ChangeFailed(ILogger logger, string vendor, int number, ChangeKind kind, ChangeOutcome outcome, string? reason);

    [LoggerMessage(104, LogLevel.Information, "{Vendor}: {Result}.", EventName = "ApplyEnded")]
    public static partial void ApplyEnded(ILogger logger, string vendor, string result);

    [LoggerMessage(105, LogLevel.Error, "{Vendor}: stopped: {Reason}.", EventName = "ApplyStopped")]
    public static partial void ApplyStopped(ILogger logger, string vendor, string reason);
}
