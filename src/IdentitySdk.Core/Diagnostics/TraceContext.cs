using System.Diagnostics;

namespace IdentitySdk.Core;

/// <summary>
/// The part of the host's trace context that vendors receive: <c>traceparent</c> and <c>tracestate</c>, never baggage, which may contain personal
/// data.
/// </summary>
internal static class TraceContext
{
    private const string NameWithoutBaggage = "IdentitySdk.WithoutBaggage";

    /// <summary>Whether the current activity, which is the host's, has baggage.</summary>
    public static bool HasBaggage => Activity.Current is { } current && HasItems(current.Baggage);

    /// <summary>Replaces the host's activity by one without baggage, because handlers of the host may send the baggage of the current activity.</summary>
    /// <returns>The activity to dispose.</returns>
    public static Activity WithoutBaggage()
    {
        var current = Activity.Current!;
        var activity = new Activity(NameWithoutBaggage) { TraceStateString = current.TraceStateString };
        _ = current.IdFormat == ActivityIdFormat.W3C
            ? activity.SetParentId(current.TraceId, current.SpanId, current.ActivityTraceFlags)
            : activity.SetParentId(current.Id!);
        return activity.Start();
    }

    /// <summary>Starts an activity that continues the host's trace without its baggage.</summary>
    /// <param name="name">The activity's name.</param>
    /// <param name="kind">The activity's kind.</param>
    /// <returns>Null when no listener is registered.</returns>
    public static Activity? Start(string name, ActivityKind kind) => Activity.Current switch
    {
        null => Telemetry.Activities.StartActivity(name, kind),
        { IdFormat: ActivityIdFormat.W3C } parent => Telemetry.Activities.StartActivity(name, kind, parent.Context),
        { } parent => Telemetry.Activities.StartActivity(name, kind, parent.Id!),
    };

    /// <summary>Adds the current activity's trace context to a request.</summary>
    public static void Inject(HttpRequestMessage request)
    {
        if (Activity.Current is not { IdFormat: ActivityIdFormat.W3C } current)
        {
            return;
        }

        request.Headers.Remove("traceparent");
        request.Headers.TryAddWithoutValidation("traceparent", current.OperationName == NameWithoutBaggage ? current.ParentId : current.Id);
        if (current.TraceStateString is { Length: > 0 } state)
        {
            request.Headers.Remove("tracestate");
            request.Headers.TryAddWithoutValidation("tracestate", state);
        }
    }

    // Apart, so that a call without baggage does not load System.Linq.
    private static bool HasItems(IEnumerable<KeyValuePair<string, string?>> baggage) => baggage.Any();
}
