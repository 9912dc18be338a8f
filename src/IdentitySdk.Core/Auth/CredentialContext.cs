using Microsoft.Extensions.Logging;

namespace IdentitySdk.Core;

/// <summary>Services and settings of a client that its credential uses.</summary>
/// <param name="Vendor">The vendor's name, for exceptions, the log and cache keys.</param>
/// <param name="BaseAddress">Base address of the vendor's API.</param>
/// <param name="Sender">Sends token requests.</param>
/// <param name="Clock">The client's clock.</param>
/// <param name="Cache">Stores tokens.</param>
/// <param name="Logger">Receives log events.</param>
/// <param name="AttemptTimeout">Time-out of one attempt to get a token.</param>
/// <param name="MaxTotalTime">Time-out of getting a token, with all attempts and waits.</param>
/// <param name="CacheTimeout">Time-out of one operation of the cache.</param>
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
    /// <summary>How long a call waits for a token: the time-out of one attempt, or MaxTotalTime if that is shorter or an attempt has no time-out.</summary>
    public TimeSpan WaitTime => AttemptTimeout > TimeSpan.Zero && AttemptTimeout < MaxTotalTime ? AttemptTimeout : MaxTotalTime;

    /// <summary>The type's name only.</summary>
    public override string ToString() => nameof(CredentialContext);
}
