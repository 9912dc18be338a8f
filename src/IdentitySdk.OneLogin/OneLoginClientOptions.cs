using IdentitySdk.Core;

namespace IdentitySdk.OneLogin;

/// <summary>The options of <see cref="OneLoginClient"/>: address, credential and settings.</summary>
public sealed class OneLoginClientOptions : IdentityClientOptions
{
    /// <summary>The credential; <see cref="OneLoginCredential"/> creates each kind.</summary>
    public OneLoginCredential? Credential { get; set; }

    /// <summary>The API of the account; <see cref="OneLoginApi.V1"/> by default.</summary>
    /// <remarks>
    /// A value that only the newer API takes is an <see cref="ArgumentException"/> with version 1, before anything is sent: OneLogin's version 1 refuses
    /// attributes it does not take with status 400. Responses of either form are read whatever is set here, and the first page of a list shows how to get the next.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">The value is none of the two.</exception>
    public OneLoginApi Api
    {
        get;
        set => field = value is OneLoginApi.V1 or OneLoginApi.Newer ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Unknown API.");
    }

    private protected override Credential? GetCredential() => Credential;

    /// <summary>Rejects the placeholder of OneLogin's documentation, which is a real host, and the host of the XML API.</summary>
    private protected override void ValidateBaseAddress(Uri address)
    {
        if (address.Host.Equals("your-api-subdomain.onelogin.com", StringComparison.OrdinalIgnoreCase))
        {
            throw new ArgumentException("BaseAddress still contains the placeholder of OneLogin's documentation.", nameof(BaseAddress));
        }

        if (address.Host.Equals("api.onelogin.com", StringComparison.OrdinalIgnoreCase))
        {
            throw new ArgumentException(
                "BaseAddress is the host of the old XML API; use https://{subdomain}.onelogin.com or https://api.us.onelogin.com.", nameof(BaseAddress));
        }
    }
}
