namespace IdentitySdk.Core;

/// <summary>Why a call is not sent yet.</summary>
internal enum RateLimitWaitReason
{
    /// <summary>The client's own budget is used up.</summary>
    Budget,

    /// <summary>The store denies the call for now.</summary>
    Store,

    /// <summary>The store refuses the call, which fails without a wait.</summary>
    Refused,

    /// <summary>The bucket's limit is unknown, and its first call is under way.</summary>
    FirstCall,
}
