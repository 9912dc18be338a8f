using Microsoft.Extensions.Logging;

namespace IdentitySdk.Core;

/// <summary>What a credential needs of its client to be put to work.</summary>
/// <param name="Vendor">The vendor's name, for exceptions, the log and cache keys.</param>
/// <param name="BaseAddress">Where the vendor's API is.</param>
/// <param name="Sender">Sends token requests.</param>
/// <param name="Clock">The client's clock.</param>
/// <param name="Cache">Where tokens are kept.</param>
/// <param name="Logger">Where failures are reported.</param>
/// <param name="AttemptTimeout">How long one attempt to get a token may take.</param>
/// <param name="MaxTotalTime">How long getting a token may take, with all attempts and waits.</param>
/// <param name="CacheTimeout">How long one answer of the cache may take.</param>
internal sealed record CredentialContext(
    string Vendor,
    Uri BaseAddress,
    ITokenRequestSender Sender,
    TimeProvider Clock,
    ITokenCache Cache,
    ILogger Logger,
    TimeSpan AttemptTimeout,
    TimeSpan MaxTotalTime,
    TimeSpan CacheTimeout)
{
    /// <summary>How long a call waits for a token: as for one attempt, unless that has no time-out.</summary>
    public TimeSpan WaitTime => AttemptTimeout > TimeSpan.Zero && AttemptTimeout < MaxTotalTime ? AttemptTimeout : MaxTotalTime;

    /// <summary>The type's name alone.</summary>
    public override string ToString() => nameof(CredentialContext);
}
