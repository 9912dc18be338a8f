namespace IdentitySdk.Redis;

/// <summary>What becomes of calls while Redis cannot be reached.</summary>
public enum RedisOutagePolicy
{
    /// <summary>Each process goes on with its part of the budget, the limit divided by the number of processes. The default.</summary>
    LocalBudget,

    /// <summary>No call is sent until Redis is back: each fails with a <see cref="RateLimitedException"/> at once.</summary>
    Refuse,
}
