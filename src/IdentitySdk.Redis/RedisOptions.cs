using Microsoft.Extensions.Logging;

namespace IdentitySdk.Redis;

/// <summary>How processes share budgets and tokens through Redis. The options are copied when a store or cache is created.</summary>
public sealed class RedisOptions
{
    /// <summary>What the keys in Redis begin with, <c>identitysdk:</c> by default: printable ASCII without braces, 100 characters at most.</summary>
    public string KeyPrefix { get; set; } = "identitysdk:";

    /// <summary>The number of the Redis database; -1 (the default) is the connection's own.</summary>
    public int Database { get; set; } = -1;

    /// <summary>
    /// How long a call waits for Redis, 200 milliseconds by default. It has to be less than the client's
    /// <see cref="RateLimitOptions.StoreTimeout"/> and <see cref="IdentityClientOptions.TokenCacheTimeout"/> (250 milliseconds by default), so that it
    /// is this package which says how to go on.
    /// </summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromMilliseconds(200);

    /// <summary>
    /// For how long Redis is left alone after it failed, 1 second by default; then one call tries it again while all others go on without it.
    /// </summary>
    public TimeSpan RetryInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>What becomes of calls while Redis cannot be reached.</summary>
    public RedisOutagePolicy OutagePolicy { get; set; } = RedisOutagePolicy.LocalBudget;

    /// <summary>
    /// Among how many processes the limit is divided while Redis cannot be reached; null (the default) takes the number that used the bucket in its last
    /// two windows, which is 1 for a process that has never reached Redis.
    /// </summary>
    public int? ExpectedProcesses { get; set; }

    /// <summary>Encrypts tokens: required for a token cache, unused by a rate-limit store.</summary>
    public ITokenProtector? TokenProtector { get; set; }

    /// <summary>The clock of time-outs and of the local budget; the system's by default. Shared budgets and leases go by the clock of Redis.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>Receives log events; null (the default) logs nothing.</summary>
    public ILoggerFactory? LoggerFactory { get; set; }

    /// <summary>After how long a holder of a token's lease that is not heard of has died.</summary>
    internal TimeSpan HolderSilence { get; set; } = TimeSpan.FromSeconds(1.5);

    /// <summary>Checks every option and copies them.</summary>
    /// <exception cref="ArgumentException">An option is missing or out of range; the exception names it.</exception>
    internal RedisOptions CopyChecked()
    {
        var isPrefix = KeyPrefix is { Length: <= 100 } && KeyPrefix.All(static character => character is > ' ' and < (char)127 and not ('{' or '}'));
        Check(isPrefix, nameof(KeyPrefix), "printable ASCII without blanks and braces, 100 characters at most");
        Check(Database >= -1, nameof(Database), "-1 or more");
        Check(Timeout > TimeSpan.Zero && Timeout <= TimeSpan.FromMinutes(1), nameof(Timeout), "more than zero and at most a minute");
        Check(RetryInterval > TimeSpan.Zero && RetryInterval <= TimeSpan.FromHours(1), nameof(RetryInterval), "more than zero and at most an hour");
        Check(OutagePolicy is RedisOutagePolicy.LocalBudget or RedisOutagePolicy.Refuse, nameof(OutagePolicy), "LocalBudget or Refuse");
        Check(ExpectedProcesses is null or (>= 1 and <= 10_000), nameof(ExpectedProcesses), "from 1 to 10,000, or null");
        _ = TimeProvider ?? throw new ArgumentException("TimeProvider is missing.", nameof(TimeProvider));
        return (RedisOptions)MemberwiseClone();
    }

    private static void Check(bool isAllowed, string option, string allowed)
    {
        if (!isAllowed)
        {
            throw new ArgumentOutOfRangeException(option, $"{option} must be {allowed}.");
        }
    }
}
