using System.Diagnostics;

namespace IdentitySdk.Core;

/// <summary>Credential for a vendor's API. It only describes how to authenticate: each client gets its own tokens with it.</summary>
[DebuggerDisplay("{GetType().Name,nq}")]
public abstract class Credential
{
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly Func<CredentialContext, IAuthenticator> _create;

    private protected Credential(Func<CredentialContext, IAuthenticator> create) => _create = create;

    /// <summary>Hash that identifies the credential's account, for vendors whose host does not; null when the credential does not identify it.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    internal string? Account { get; init; }

    internal IAuthenticator CreateAuthenticator(CredentialContext context) => _create(context);

    /// <summary>The type's name.</summary>
    /// <returns>Never a secret.</returns>
    public sealed override string ToString() => GetType().Name;
}
