using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using IdentitySdk.Testing.Json;
using IdentitySdk.Testing.Seeding;
using IdentitySdk.Testing.Tokens;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace IdentitySdk.Testing.Agilicus;

/// <summary>The authentication document of a service account's user; validates assertions signed with its key.</summary>
internal sealed class AuthenticationDocument(TimeProvider time)
{
    private readonly KeyPair _key = KeyPair.NewEc();
    private readonly DateTimeOffset _created = time.GetUtcNow();

    public string Id { get; } = TokenMint.Random(16);

    /// <summary>The id of the service account's user, not of the service account.</summary>
    public string UserId { get; } = TokenMint.Random(16);

    public string ToJson(string issuer) => Encoding.UTF8.GetString(JsonBytes.Serialize(new JsonObject
    {
        ["metadata"] = new JsonObject { ["id"] = Id, ["created"] = _created.ToOffsetText(), ["updated"] = _created.ToOffsetText() },
        ["spec"] = new JsonObject
        {
            ["user_id"] = UserId,
            ["org_id"] = Seed.OrgId,
            ["auth_issuer_url"] = issuer,
            ["expiry"] = _created.AddYears(1).ToOffsetText(),
        },
        ["status"] = new JsonObject { ["key"] = _key.Pem },
    }).Span);

    /// <summary>Null when the assertion is valid, otherwise the error. The claims are named audience, issuer and expiry, not aud, iss and exp.</summary>
    public async ValueTask<string?> CheckAsync(string assertion)
    {
        if (await SignedTokens.VerifyAsync(assertion, _key.VerificationKey) is not { } token || token.Alg != SecurityAlgorithms.EcdsaSha256)
        {
            return "The identity assertion signature is invalid";
        }

        if (token.Text("audience") != "urn:api:agilicus:tokens" || token.Text("issuer") != $"urn:agilicus:authentication_documents:{Id}")
        {
            return "The identity assertion is for another audience or from another issuer";
        }

        if (token.Text("user_id") != UserId || token.Text("org_id") != Seed.OrgId)
        {
            return "The identity assertion is about another user";
        }

        return Expiry(token) > time.GetUtcNow() ? null : "The identity assertion has expired";
    }

    private static DateTimeOffset Expiry(JsonWebToken token) => DateTimeOffset.TryParse(
        token.Text("expiry"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var expiry) ? expiry : DateTimeOffset.MinValue;
}
