using IdentitySdk.Core;
using Newtonsoft.Json.Linq;

namespace IdentitySdk.Agilicus;

/// <summary>An authentication document: the user of a service account, its private key, and the issuer of its tokens.</summary>
internal sealed class AuthenticationDocument
{
    private AuthenticationDocument(JObject document, IEnumerable<string>? scopes, string? clientId)
    {
        Id = ReadMember(document, "metadata", "id");
        UserId = ReadMember(document, "spec", "user_id");
        OrgId = ReadMember(document, "spec", "org_id");
        TokenAddress = ReadTokenAddress(ReadMember(document, "spec", "auth_issuer_url"));
        Key = SigningKey.Read(ReadMember(document, "status", "key"), null, "json");
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

    /// <summary>The scopes, separated by spaces; null for Agilicus' default.</summary>
    public string? Scope { get; }

    public string? ClientId { get; }

    /// <exception cref="ArgumentException">The document is incomplete or invalid; the exception names the member, never its value.</exception>
    public static AuthenticationDocument Read(string? json, IEnumerable<string>? scopes, string? clientId) =>
        JsonText.TryParseObject(json ?? "") is { } document
            ? new(document, scopes, clientId)
            : throw new ArgumentException("The authentication document is not a JSON object.", nameof(json));

    public IAuthenticator CreateAuthenticator(CredentialContext context)
    {
        var key = TokenCacheKey.Create(context.Vendor, context.BaseAddress.AbsoluteUri, TokenAddress.AbsoluteUri, Id, UserId, OrgId, Scope ?? "", ClientId ?? "", Key.Thumbprint);
        var exchange = new DocumentExchange(context, this);
        return TokenAuthenticator.Create(context, exchange.GetTokenAsync, () => key);
    }

    /// <summary>Only the type's name, without the key.</summary>
    public override string ToString() => nameof(AuthenticationDocument);

    private static string ReadMember(JObject document, string part, string name) =>
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
        catch (ArgumentException exception)
        {
            throw new ArgumentException(exception.Message, "json");
        }

        return new Uri(address.AbsoluteUri.TrimEnd('/') + "/token");
    }

    private static string? ReadScope(IEnumerable<string>? scopes)
    {
        var list = scopes?.ToList();
        return list is null ? null
            : list.Count > 0 && list.All(Secret.IsSendable) ? string.Join(" ", list)
            : throw new ArgumentException("At least one scope is required, and a scope has no spaces; pass null for Agilicus' default.", nameof(scopes));
    }
}
