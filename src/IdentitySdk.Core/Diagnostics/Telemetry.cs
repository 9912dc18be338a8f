using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace IdentitySdk.Core;

/// <summary>The sources of activities and metrics, both named <c>IdentitySdk</c>.</summary>
internal static class Telemetry
{
    public const string SourceName = "IdentitySdk";

    public static readonly ActivitySource Activities = new(SourceName);

    private static readonly Meter s_meter = new(SourceName);

    public static readonly Histogram<double> Duration =
        s_meter.CreateHistogram<double>("identitysdk.client.operation.duration", "s", "Duration of operations, with all their attempts and waits.");

    public static readonly Counter<long> Retries =
        s_meter.CreateCounter<long>("identitysdk.client.retries", "{retry}", "Attempts after the first.");

    public static readonly Counter<long> UnexpectedMembers = s_meter.CreateCounter<long>(
        "identitysdk.client.unexpected_members", "{member}", "Members with a JSON type, or with items of one, that the vendor does not document: each once a response.");

    public static readonly Histogram<double> RateLimitWaits =
        s_meter.CreateHistogram<double>("identitysdk.client.rate_limit.wait", "s", "How long operations waited for a rate limit before they were sent.");

    /// <summary>The value of the <c>error.type</c> tag: of low cardinality, and never from a message.</summary>
    public static string ErrorType(Exception exception) => exception is TimeoutException ? "timeout" : exception.GetType().FullName!;
}
