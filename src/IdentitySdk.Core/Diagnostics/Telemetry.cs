using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace IdentitySdk.Core;

/// <summary>The sources of activities and metrics.</summary>
internal static class Telemetry
{
    public static readonly ActivitySource Activities = new(IdentityTelemetry.ActivitySourceName);

    private static readonly Meter s_meter = new(IdentityTelemetry.MeterName);

    public static readonly Histogram<double> Duration =
        s_meter.CreateHistogram<double>(IdentityTelemetry.OperationDuration, "s", "Duration of operations, with all their attempts and waits.");

    public static readonly Histogram<double> AttemptDuration =
        s_meter.CreateHistogram<double>(IdentityTelemetry.AttemptDuration, "s", "Duration of attempts, until the response has been received.");

    public static readonly Counter<long> Retries = s_meter.CreateCounter<long>(IdentityTelemetry.Retries, "{retry}", "Attempts after the first.");

    public static readonly Histogram<double> RetryDelay = s_meter.CreateHistogram<double>(IdentityTelemetry.RetryDelay, "s", "Waits before retries.");

    public static readonly Counter<long> UnexpectedMembers = s_meter.CreateCounter<long>(
        IdentityTelemetry.UnexpectedMembers, "{member}", "Members, or their items, with a JSON type that the vendor does not document; once per response.");

    public static readonly Counter<long> UnmappedMembers =
        s_meter.CreateCounter<long>(IdentityTelemetry.UnmappedMembers, "{member}", "Response members that no property holds.");

    public static readonly Counter<long> Pages = s_meter.CreateCounter<long>(IdentityTelemetry.Pages, "{page}", "Pages of lists.");

    public static readonly Counter<long> TokenRequests =
        s_meter.CreateCounter<long>(IdentityTelemetry.TokenRequests, "{request}", "Requests for access tokens.");

    public static readonly Histogram<double> RateLimitWaits =
        s_meter.CreateHistogram<double>(IdentityTelemetry.RateLimitWait, "s", "How long operations waited for a rate limit before they were sent.");

    /// <summary>Creates the gauge of the calls left in rate limits.</summary>
    public static void ObserveRateLimits(Func<IEnumerable<Measurement<long>>> observe) =>
        s_meter.CreateObservableGauge(IdentityTelemetry.RateLimitRemaining, observe, "{request}", "Calls left in the window of a rate limit.");

    /// <summary>The value of the <c>error.type</c> tag: of low cardinality, and never from a message.</summary>
    public static string ErrorType(Exception exception) => exception is TimeoutException ? "timeout" : exception.GetType().FullName!;

    /// <summary>The tags of an operation and of its attempts; without <c>url.full</c>, which may contain personal data.</summary>
    public static TagList RequestTags(string vendor, string method, string template, Uri address) => new()
    {
        { "http.request.method", method },
        { "url.template", template },
        { "server.address", address.Host },
        { "server.port", address.Port },
        { IdentityTelemetry.VendorTag, vendor },
    };

    /// <summary>Adds the tags that are known at the end of an operation or attempt.</summary>
    public static void AddOutcome(ref TagList tags, int? statusCode, string? errorType)
    {
        if (statusCode is { } status)
        {
            tags.Add("http.response.status_code", status);
        }

        if (errorType is not null)
        {
            tags.Add("error.type", errorType);
        }
    }

    /// <summary>Ends the activity of an operation or attempt; null without a listener.</summary>
    public static void Stop(Activity? activity, in TagList tags, bool isFailed, int resends)
    {
        if (activity is null)
        {
            return;
        }

        foreach (var tag in tags)
        {
            activity.SetTag(tag.Key, tag.Value);
        }

        if (resends > 0)
        {
            activity.SetTag("http.request.resend_count", resends);
        }

        if (isFailed)
        {
            activity.SetStatus(ActivityStatusCode.Error);
        }

        activity.Dispose();
    }
}
