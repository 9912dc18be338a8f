namespace IdentitySdk.Redis;

/// <summary>How calls are handled while Redis cannot be reached.</summary>
public enum RedisOutagePolicy
{
    /// <summary>Each process uses its part of the budget: the limit divided by the number of processes. The default.</summary>
    LocalBudget,

    /// <summary>No call is sent: each fails immediately with a <see cref="RateLimitedException"/>.</summary>
    Refuse,
}
