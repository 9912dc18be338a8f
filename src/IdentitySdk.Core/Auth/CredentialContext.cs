using Microsoft.Extensions.Logging;

namespace IdentitySdk.Core;

/// <summary>What a credential needs of its client to be put to work.</summary>
/// <param name="Vendor">The vendor's name, for exceptions, the log and cache keys.</param>
/// <param name="BaseAddress">Where the vendor's API is.</param>
/// <param name="Sender">Sends token requests.</param>
/// <param name="Clock">The client's clock.</param>
/// <param name="Cache">Where tokens are kept.</param>
/// <param name="Logger">Where failures are reported.</param>
internal sealed record CredentialContext(string Vendor, Uri BaseAddress, ITokenRequestSender Sender, TimeProvider Clock, ITokenCache Cache, ILogger Logger)
{
    /// <summary>The type's name alone.</summary>
    public override string ToString() => nameof(CredentialContext);
}
