using System.Diagnostics;

namespace IdentitySdk.Core;

/// <summary>The activity and the measurement of one operation, by OpenTelemetry's HTTP conventions; <c>url.full</c> is left out, for it names people.</summary>
internal sealed class OperationTelemetry
{
    private TagList _tags;

    private OperationTelemetry(Activity? activity, TagList tags) => (Activity, _tags) = (activity, tags);

    /// <summary>The activity; null when nothing listens to activities.</summary>
    public Activity? Activity { get; }

    /// <summary>Starts to observe an operation.</summary>
    /// <param name="vendor">The vendor's name.</param>
    /// <param name="method">The verb.</param>
    /// <param name="template">The path template.</param>
    /// <param name="operation">Verb and path template: the activity's name.</param>
    /// <param name="address">Where the request goes; host and port are taken from it.</param>
    /// <returns>Null when nothing listens.</returns>
    public static OperationTelemetry? Start(string vendor, string method, string template, string operation, Uri address)
    {
        var activity = TraceContext.Start(operation);
        return activity is null && !Telemetry.Duration.Enabled ? null : new OperationTelemetry(activity, new TagList
        {
            { "http.request.method", method },
            { "url.template", template },
            { "server.address", address.Host },
            { "server.port", address.Port },
            { "identitysdk.vendor", vendor },
        });
    }

    /// <summary>Ends the operation.</summary>
    /// <param name="duration">How long it took, with its attempts, waits and reading.</param>
    /// <param name="statusCode">The HTTP status of the response; null when no whole response came.</param>
    /// <param name="errorType">What the conventions call <c>error.type</c>; null for a success.</param>
    /// <param name="retries">How many retries there were.</param>
    public void Stop(TimeSpan duration, int? statusCode, string? errorType, int retries)
    {
        if (statusCode is { } status)
        {
            _tags.Add("http.response.status_code", status);
        }

        if (errorType is not null)
        {
            _tags.Add("error.type", errorType);
        }

        Telemetry.Duration.Record(duration.TotalSeconds, _tags);
        if (Activity is not null)
        {
            Describe(Activity, errorType is not null, retries);
        }
    }

    private void Describe(Activity activity, bool isFailed, int retries)
    {
        foreach (var tag in _tags)
        {
            activity.SetTag(tag.Key, tag.Value);
        }

        if (retries > 0)
        {
            activity.SetTag("http.request.resend_count", retries);
        }

        if (isFailed)
        {
            activity.SetStatus(ActivityStatusCode.Error);
        }

        activity.Dispose();
    }
}
