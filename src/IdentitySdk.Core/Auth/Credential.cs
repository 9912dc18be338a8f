namespace IdentitySdk.Core;

/// <summary>What proves to a vendor who calls. A credential is a description: each client makes its own tokens from it.</summary>
[System.Diagnostics.DebuggerDisplay("{GetType().Name,nq}")]
public abstract class Credential
{
    [System.Diagnostics.DebuggerBrowsable(System.Diagnostics.DebuggerBrowsableState.Never)]
    private readonly Func<ApiClient, IAuthenticator> _create;

    private protected Credential(Func<ApiClient, IAuthenticator> create) => _create = create;

    internal IAuthenticator CreateAuthenticator(ApiClient api) => _create(api);

    /// <summary>The type's name alone.</summary>
    /// <returns>Never a secret.</returns>
    public sealed override string ToString() => GetType().Name;
}
