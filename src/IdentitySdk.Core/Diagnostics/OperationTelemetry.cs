using System.Diagnostics;

namespace IdentitySdk.Core;

/// <summary>Activity and measurement of one operation with all its attempts, with the tags of OpenTelemetry's HTTP conventions.</summary>
internal sealed class OperationTelemetry
{
    private TagList _tags;

    private OperationTelemetry(Activity? activity, TagList tags) => (Activity, _tags) = (activity, tags);

    /// <summary>The activity; null when no listener is registered.</summary>
    public Activity? Activity { get; }

    /// <summary>Starts the activity and the measurement.</summary>
    /// <param name="vendor">The vendor's name.</param>
    /// <param name="method">The verb.</param>
    /// <param name="template">The path template.</param>
    /// <param name="operation">Verb and path template: the activity's name.</param>
    /// <param name="address">The address of the request; only host and port are recorded.</param>
    /// <returns>Null when neither activities nor metrics have a listener.</returns>
    public static OperationTelemetry? Start(string vendor, string method, string template, string operation, Uri address)
    {
        var activity = TraceContext.Start(operation, ActivityKind.Internal);
        return activity is null && !Telemetry.Duration.Enabled
            ? null
            : new OperationTelemetry(activity, Telemetry.RequestTags(vendor, method, template, address));
    }

    /// <summary>Ends the activity and records the measurement.</summary>
    /// <param name="duration">Duration of the operation, with all attempts, waits and reading.</param>
    /// <param name="statusCode">The HTTP status of the response; null without a complete response.</param>
    /// <param name="errorType">The value of <c>error.type</c>; null for a success.</param>
    /// <param name="retries">The number of retries.</param>
    public void Stop(TimeSpan duration, int? statusCode, string? errorType, int retries)
    {
        Telemetry.AddOutcome(ref _tags, statusCode, errorType);
        Telemetry.Duration.Record(duration.TotalSeconds, _tags);
        Telemetry.Stop(Activity, _tags, errorType is not null, retries);
    }
}
