using IdentitySdk.Core;

namespace IdentitySdk.OneLogin;

/// <summary>The options of <see cref="OneLoginClient"/>: address, credential and settings.</summary>
public sealed class OneLoginClientOptions : IdentityClientOptions
{
    /// <summary>The credential; <see cref="OneLoginCredential"/> creates each kind.</summary>
    public OneLoginCredential? Credential { get; set; }

    /// <summary>The API of the account; <see cref="OneLoginApi.V1"/> by default.</summary>
    /// <remarks>
    /// With version 1, a value that only the newer API accepts throws an <see cref="ArgumentException"/> before anything is sent: OneLogin's version 1 rejects
    /// unknown attributes with status 400. Responses of both forms are read regardless of this setting, and the first page of a list shows how to get the next.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">The value is not defined.</exception>
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

    /// <summary>OneLogin's version 1 responds with 400 to an attribute that it does not know.</summary>
    internal override void Validate(ApiRequest request)
    {
        if (request.Newer is { } newer && Api == OneLoginApi.V1)
        {
            var instead = newer.Instead.Length == 0 ? "" : $" On version 1, {newer.Instead}.";
            throw new ArgumentException(
                $"{newer.Name} is not part of version 1 of OneLogin's API.{instead} Set OneLoginClientOptions.Api to Newer if the account accepts it.",
                newer.Argument);
        }
    }
}
