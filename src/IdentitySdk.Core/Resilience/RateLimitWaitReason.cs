namespace IdentitySdk.Core;

/// <summary>What a call waits for before it is sent.</summary>
internal enum RateLimitWaitReason
{
    /// <summary>The budget is used up, by what this client knows.</summary>
    Budget,

    /// <summary>The budget is used up, by what the store says.</summary>
    Store,

    /// <summary>Nothing: the store refuses it.</summary>
    Refused,

    /// <summary>Another call goes first, to find out what the bucket's limit is.</summary>
    FirstCall,
}
