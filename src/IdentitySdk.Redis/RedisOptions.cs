using Microsoft.Extensions.Logging;

namespace IdentitySdk.Redis;

/// <summary>Options of the Redis rate-limit store and token cache. They are copied when a store or cache is created.</summary>
public sealed class RedisOptions
{
    /// <summary>The prefix of the keys in Redis: printable ASCII without blanks and braces, at most 100 characters. Default <c>identitysdk:</c>.</summary>
    public string KeyPrefix { get; set; } = "identitysdk:";

    /// <summary>The number of the Redis database; -1 (the default) is the connection's own.</summary>
    public int Database { get; set; } = -1;

    /// <summary>
    /// How long a call waits for Redis. Default 200 milliseconds. The value must be less than the client's <see cref="RateLimitOptions.StoreTimeout"/> and
    /// <see cref="IdentityClientOptions.TokenCacheTimeout"/> (250 milliseconds by default), so that <see cref="OutagePolicy"/> applies when Redis is slow.
    /// </summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromMilliseconds(200);

    /// <summary>How long Redis is not used after a failure. Default 1 second. Then one call tries it again while all others continue without it.</summary>
    public TimeSpan RetryInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How calls are handled while Redis cannot be reached.</summary>
    public RedisOutagePolicy OutagePolicy { get; set; } = RedisOutagePolicy.LocalBudget;

    /// <summary>
    /// The number of processes that share the limit while Redis cannot be reached. Null (the default): the number that used the bucket in its last two
    /// windows, or 1 for a process that has never reached Redis.
    /// </summary>
    public int? ExpectedProcesses { get; set; }

    /// <summary>Encrypts tokens: required for a token cache, unused by a rate-limit store.</summary>
    public ITokenProtector? TokenProtector { get; set; }

    /// <summary>The clock of time-outs and of the local budget. Default: the system's. Shared budgets and leases use the clock of the Redis server.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>Creates the logger of log events; null (the default): no logging.</summary>
    public ILoggerFactory? LoggerFactory { get; set; }

    /// <summary>How long after its last heartbeat the holder of a token's lease is considered dead.</summary>
    internal TimeSpan HeartbeatTimeout { get; set; } = TimeSpan.FromSeconds(1.5);

    /// <summary>Validates and copies the options.</summary>
    /// <exception cref="ArgumentException">An option is missing or out of range; the exception names it.</exception>
    internal RedisOptions CopyChecked()
    {
        var isPrefix = KeyPrefix is { Length: <= 100 } && KeyPrefix.All(static character => character is > ' ' and < (char)127 and not ('{' or '}'));
        Check(isPrefix, nameof(KeyPrefix), "printable ASCII without blanks and braces, at most 100 characters");
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
