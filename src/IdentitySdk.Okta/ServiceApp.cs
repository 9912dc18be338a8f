using IdentitySdk.Core;

namespace IdentitySdk.Okta;

/// <summary>A service app registered with Okta, and its private key.</summary>
/// <param name="ClientId">The app's client id.</param>
/// <param name="Key">The private key; its public key is registered with Okta.</param>
/// <param name="Scope">The scopes, separated by spaces.</param>
/// <param name="Dpop">Whether tokens are bound to a key of the client.</param>
internal sealed record ServiceApp(string ClientId, SigningKey Key, string Scope, OktaDpop Dpop)
{
    /// <exception cref="ArgumentException">The id, a scope or the option is invalid.</exception>
    public static ServiceApp Create(string clientId, SigningKey key, IEnumerable<string> scopes, OktaDpop dpop)
    {
        Secret.Validate(clientId, nameof(clientId));
        _ = scopes ?? throw new ArgumentNullException(nameof(scopes));
        var list = scopes.Distinct(StringComparer.Ordinal).OrderBy(static scope => scope, StringComparer.Ordinal).ToList();
        if (list.Count == 0 || !list.All(Secret.IsSendable))
        {
            throw new ArgumentException("At least one scope is required, such as okta.users.read; a scope has no spaces.", nameof(scopes));
        }

        return dpop is OktaDpop.Automatic or OktaDpop.Required or OktaDpop.Off
            ? new ServiceApp(clientId, key, string.Join(" ", list), dpop)
            : throw new ArgumentOutOfRangeException(nameof(dpop), dpop, "Unknown option.");
    }
}
