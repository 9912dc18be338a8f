using IdentitySdk.Core;
using Newtonsoft.Json.Linq;

namespace IdentitySdk.Agilicus;

/// <summary>An authentication document: who a service account's user is, the key that speaks for it, and where its tokens come from.</summary>
internal sealed class AuthenticationDocument
{
    private AuthenticationDocument(JObject document, IEnumerable<string>? scopes, string? clientId)
    {
        Id = Member(document, "metadata", "id");
        UserId = Member(document, "spec", "user_id");
        OrgId = Member(document, "spec", "org_id");
        TokenAddress = ReadTokenAddress(Member(document, "spec", "auth_issuer_url"));
        Key = SigningKey.Read(Member(document, "status", "key"), null, "json");
        if (Key.Algorithm != "ES256")
        {
            throw new ArgumentException("The document's status.key must be an EC key on P-256.", "json");
        }

        Scope = ReadScope(scopes);
        ClientId = clientId is null ? null : Secret.Validate(clientId, nameof(clientId));
    }

    public string Id { get; }

    public string UserId { get; }

    public string OrgId { get; }

    public Uri TokenAddress { get; }

    public SigningKey Key { get; }

    /// <summary>The scopes, joined by blanks; null to leave them to Agilicus.</summary>
    public string? Scope { get; }

    public string? ClientId { get; }

    /// <exception cref="ArgumentException">The document is incomplete or not acceptable; the exception names the member, never its value.</exception>
    public static AuthenticationDocument Read(string? json, IEnumerable<string>? scopes, string? clientId) =>
        new(JsonText.TryParseObject(json ?? "") ?? throw new ArgumentException("The authentication document is not a JSON object.", nameof(json)), scopes, clientId);

    public IAuthenticator CreateAuthenticator(CredentialContext context)
    {
        var key = TokenCacheKey.Create(context.Vendor, context.BaseAddress.AbsoluteUri, TokenAddress.AbsoluteUri, Id, UserId, OrgId, Scope ?? "", ClientId ?? "", Key.Thumbprint);
        var exchange = new DocumentExchange(context, this);
        return TokenAuthenticator.Create(context, exchange.GetTokenAsync, () => key);
    }

    /// <summary>The type's name alone.</summary>
    public override string ToString() => nameof(AuthenticationDocument);

    private static string Member(JObject document, string part, string name) =>
        (document[part] as JObject)?[name] is JValue { Value: string text } && !string.IsNullOrWhiteSpace(text)
            ? text
            : throw new ArgumentException($"The authentication document has no {part}.{name}.", "json");

    private static Uri ReadTokenAddress(string issuer)
    {
        if (!Uri.TryCreate(issuer, UriKind.Absolute, out var address))
        {
            throw new ArgumentException("The document's spec.auth_issuer_url is not an absolute URI.", "json");
        }

        try
        {
            BaseAddress.Validate(address, "spec.auth_issuer_url");
        }
        catch (ArgumentException fault)
        {
            throw new ArgumentException(fault.Message, "json");
        }

        return new Uri(address.AbsoluteUri.TrimEnd('/') + "/token");
    }

    private static string? ReadScope(IEnumerable<string>? scopes)
    {
        var list = scopes?.ToList();
        if (list is null)
        {
            return null;
        }

        return list.Count > 0 && list.All(Secret.IsSendable)
            ? string.Join(" ", list)
            : throw new ArgumentException("There must be one scope or more, each without blanks; leave them out to leave them to Agilicus.", nameof(scopes));
    }
}
