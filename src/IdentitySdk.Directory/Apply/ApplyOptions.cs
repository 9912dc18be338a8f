using Microsoft.Extensions.Logging;

namespace IdentitySdk.Directories;

/// <summary>How a plan is applied.</summary>
public sealed class ApplyOptions
{
    /// <summary>How many users are worked on at a time. Default 4; the vendor's rate limit decides the pace.</summary>
    public int Concurrency { get; set => field = Arguments.AtLeast(1, value, nameof(value)); } = 4;

    /// <summary>
    /// How long a new account may be invisible to a search. A creation whose outcome is unknown is looked for that long before it is sent again, once.
    /// Default 60 seconds.
    /// </summary>
    public TimeSpan ConsistencyDelay { get; set => field = Arguments.NotNegative(value, nameof(value)); } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// How long a change may wait when the vendor's rate limit is used up for longer than its client waits; OneLogin's window is an hour. Default 2 hours.
    /// </summary>
    public TimeSpan MaxRateLimitWait { get; set => field = Arguments.NotNegative(value, nameof(value)); } = TimeSpan.FromHours(2);

    /// <summary>How many changes on end may be refused, or fail, before the run stops. Default 10.</summary>
    public int MaxFailuresOnEnd { get; set => field = Arguments.AtLeast(1, value, nameof(value)); } = 10;

    /// <summary>Makes the first password of a new account; null for none. It is asked again when a creation is sent again. Default none.</summary>
    public Func<PlannedChange, CancellationToken, ValueTask<string?>>? InitialPassword { get; set; }

    /// <summary>The guard to hold instead of the plan's: to agree to exact numbers after a look at the plan. Default the plan's.</summary>
    public PlanGuard? Guard { get; set; }

    /// <summary>Ids, logins, emails or keys of users who are never touched, besides those of the plan. Default none.</summary>
    public IReadOnlyList<string> Protected { get; set; } = [];

    /// <summary>Where log events go; they never hold personal data. Default nowhere.</summary>
    public ILoggerFactory? LoggerFactory { get; set; }

    /// <summary>The clock. Default the system's.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;
}
