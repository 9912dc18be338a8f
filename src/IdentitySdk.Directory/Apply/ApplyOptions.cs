using Microsoft.Extensions.Logging;

namespace IdentitySdk.Directories;

/// <summary>Options for applying a plan.</summary>
public sealed class ApplyOptions
{
    /// <summary>The number of users that are changed concurrently. Default 4; the vendor's rate limit determines the speed.</summary>
    public int Concurrency { get; set => field = Arguments.AtLeast(1, value, nameof(value)); } = 4;

    /// <summary>
    /// How long a search may miss a new account. After a creation with an unknown outcome, the account is searched for this long before the single retry.
    /// Default 60 seconds.
    /// </summary>
    public TimeSpan ConsistencyDelay { get; set => field = Arguments.NotNegative(value, nameof(value)); } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// How long one change may wait for the vendor's rate limit beyond the waits of the client; OneLogin's window is an hour. Default 2 hours.
    /// </summary>
    public TimeSpan MaxRateLimitWait { get; set => field = Arguments.NotNegative(value, nameof(value)); } = TimeSpan.FromHours(2);

    /// <summary>The number of consecutive refused or failed changes that stops the run. Default 10.</summary>
    public int MaxFailuresOnEnd { get; set => field = Arguments.AtLeast(1, value, nameof(value)); } = 10;

    /// <summary>Creates the initial password of a new account; null for none. It is called again for a retry of the creation. Default null.</summary>
    public Func<PlannedChange, CancellationToken, ValueTask<string?>>? InitialPassword { get; set; }

    /// <summary>Replaces the plan's guard, to approve exact numbers after a review of the plan. Default null: the plan's guard.</summary>
    public PlanGuard? Guard { get; set; }

    /// <summary>Ids, logins, emails or keys of users who are never changed, in addition to those of the plan. Default empty.</summary>
    public IReadOnlyList<string> Protected { get; set; } = [];

    /// <summary>The logger factory; log events contain no personal data. Default null: no logging.</summary>
    public ILoggerFactory? LoggerFactory { get; set; }

    /// <summary>The clock. Default: the system clock.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;
}
