using IdentitySdk.Core;

namespace IdentitySdk.Okta;

/// <summary>A service app as Okta knows it, and the key that speaks for it.</summary>
/// <param name="ClientId">The app's client id.</param>
/// <param name="Key">The key whose public part Okta has.</param>
/// <param name="Scope">The scopes, joined by blanks.</param>
/// <param name="Dpop">Whether tokens are bound to a key of the client.</param>
internal sealed record ServiceApp(string ClientId, SigningKey Key, string Scope, OktaDpop Dpop)
{
    /// <exception cref="ArgumentException">The id, a scope or the option is not acceptable.</exception>
    public static ServiceApp Create(string clientId, SigningKey key, IEnumerable<string> scopes, OktaDpop dpop)
    {
        Secret.Validate(clientId, nameof(clientId));
        var list = (scopes ?? throw new ArgumentNullException(nameof(scopes))).Distinct(StringComparer.Ordinal).OrderBy(static scope => scope, StringComparer.Ordinal).ToList();
        if (list.Count == 0 || !list.All(Secret.IsSendable))
        {
            throw new ArgumentException("There must be one scope or more, such as okta.users.read, each without blanks.", nameof(scopes));
        }

        return dpop is OktaDpop.Automatic or OktaDpop.Required or OktaDpop.Off
            ? new ServiceApp(clientId, key, string.Join(" ", list), dpop)
            : throw new ArgumentOutOfRangeException(nameof(dpop), dpop, "Unknown option.");
    }
}
