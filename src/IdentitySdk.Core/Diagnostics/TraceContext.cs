using System.Diagnostics;

namespace IdentitySdk.Core;

/// <summary>What of the host's trace goes to the vendor: its identifiers (<c>traceparent</c>, <c>tracestate</c>), and never its baggage, which may name people.</summary>
internal static class TraceContext
{
    private const string StandIn = "IdentitySdk.WithoutBaggage";

    /// <summary>Puts an activity without baggage in the place of the host's, for handlers that send baggage by themselves.</summary>
    /// <returns>The activity, to be disposed; null when there is nothing to keep back.</returns>
    public static Activity? WithoutBaggage()
    {
        if (Activity.Current is not { } current || !current.Baggage.Any())
        {
            return null;
        }

        var activity = new Activity(StandIn) { TraceStateString = current.TraceStateString };
        _ = current.IdFormat == ActivityIdFormat.W3C
            ? activity.SetParentId(current.TraceId, current.SpanId, current.ActivityTraceFlags)
            : activity.SetParentId(current.Id!);
        return activity.Start();
    }

    /// <summary>Starts an activity that continues the host's trace but knows nothing of its baggage.</summary>
    /// <param name="name">The activity's name.</param>
    /// <returns>Null when nothing listens.</returns>
    public static Activity? Start(string name) => Activity.Current switch
    {
        null => Telemetry.Activities.StartActivity(name, ActivityKind.Client),
        { IdFormat: ActivityIdFormat.W3C } parent => Telemetry.Activities.StartActivity(name, ActivityKind.Client, parent.Context),
        { } parent => Telemetry.Activities.StartActivity(name, ActivityKind.Client, parent.Id!),
    };

    /// <summary>Names the current activity in a request.</summary>
    public static void Inject(HttpRequestMessage request)
    {
        if (Activity.Current is not { IdFormat: ActivityIdFormat.W3C } current)
        {
            return;
        }

        request.Headers.Remove("traceparent");
        request.Headers.TryAddWithoutValidation("traceparent", current.OperationName == StandIn ? current.ParentId : current.Id);
        if (current.TraceStateString is { Length: > 0 } state)
        {
            request.Headers.Remove("tracestate");
            request.Headers.TryAddWithoutValidation("tracestate", state);
        }
    }
}
