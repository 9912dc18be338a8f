using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace IdentitySdk.Core;

/// <summary>The sources of activities and metrics, both named <c>IdentitySdk</c>.</summary>
internal static class Telemetry
{
    public const string Name = "IdentitySdk";

    public static readonly ActivitySource Activities = new(Name);

    private static readonly Meter s_meter = new(Name);

    public static readonly Histogram<double> Duration =
        s_meter.CreateHistogram<double>("identitysdk.client.operation.duration", "s", "Duration of operations, with all their attempts.");

    public static readonly Counter<long> UnexpectedMembers =
        s_meter.CreateCounter<long>("identitysdk.client.unexpected_members", "{member}", "Response members of another JSON type than the documented one.");
}
