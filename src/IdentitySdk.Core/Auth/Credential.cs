namespace IdentitySdk.Core;

/// <summary>What proves to a vendor who calls. A credential is a description: each client makes its own tokens from it.</summary>
public abstract class Credential
{
    private protected Credential()
    {
    }

    internal abstract IAuthenticator CreateAuthenticator(ApiClient api, TimeProvider clock);

    /// <summary>The type's name alone.</summary>
    /// <returns>Never a secret.</returns>
    public sealed override string ToString() => GetType().Name;
}
