using System.Diagnostics;

namespace IdentitySdk.Core;

/// <summary>Activity and measurement of one attempt: a client span by OpenTelemetry's HTTP conventions, within the operation's activity.</summary>
internal sealed class AttemptTelemetry
{
    private readonly Activity? _activity;
    private readonly int _resends;
    private readonly long _started;
    private TagList _tags;

    private AttemptTelemetry(Activity? activity, int resends, long started, TagList tags) =>
        (_activity, _resends, _started, _tags) = (activity, resends, started, tags);

    /// <summary>Starts the activity and the measurement.</summary>
    /// <param name="vendor">The vendor's name.</param>
    /// <param name="method">The verb: the activity's name.</param>
    /// <param name="template">The path template.</param>
    /// <param name="address">The address of the request; only host and port are recorded.</param>
    /// <param name="resends">How often the request has been sent before.</param>
    /// <param name="started">The start, as a time stamp of the client's clock.</param>
    /// <returns>Null when neither activities nor metrics have a listener.</returns>
    public static AttemptTelemetry? Start(string vendor, string method, string template, Uri address, int resends, long started)
    {
        var activity = TraceContext.Start(method, ActivityKind.Client);
        return activity is null && !Telemetry.AttemptDuration.Enabled
            ? null
            : new AttemptTelemetry(activity, resends, started, Telemetry.RequestTags(vendor, method, template, address));
    }

    /// <summary>Ends the activity and records the measurement.</summary>
    /// <param name="clock">The client's clock.</param>
    /// <param name="statusCode">The HTTP status; null without a response.</param>
    /// <param name="version">The version of HTTP; null without a response.</param>
    /// <param name="errorType">The value of <c>error.type</c>; null for a success.</param>
    public void Stop(TimeProvider clock, int? statusCode, Version? version, string? errorType)
    {
        if (version is not null)
        {
            _tags.Add("network.protocol.version", version.Minor == 0 && version.Major > 1 ? $"{version.Major}" : $"{version.Major}.{version.Minor}");
        }

        Telemetry.AddOutcome(ref _tags, statusCode, errorType);
        Telemetry.AttemptDuration.Record(clock.GetElapsedTime(_started).TotalSeconds, _tags);
        Telemetry.Stop(_activity, _tags, errorType is not null, _resends);
    }
}
