using System.Globalization;
using System.Net.Http.Headers;
using IdentitySdk.Core;
using Microsoft.IdentityModel.Tokens;
using Newtonsoft.Json.Linq;

namespace IdentitySdk.Agilicus;

/// <summary>Gets tokens with a statement that is signed with the key of an authentication document.</summary>
internal sealed class DocumentExchange(CredentialContext context, AuthenticationDocument document)
{
    private static readonly TimeSpan s_statementLifetime = TimeSpan.FromHours(1);
    private readonly ServerClock _serverClock = new(context.Clock);

    public async Task<AccessToken> GetTokenAsync(CancellationToken cancellationToken)
    {
        for (var isCorrected = false; ; isCorrected = true)
        {
            try
            {
                return await RequestAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (IdentityApiException refusal) when (!isCorrected && refusal.StatusCode is 400 or 401 or 403 && _serverClock.Observe(refusal.Response))
            {
                // By Agilicus' clock, which is known now, the statement may already have expired.
            }
        }
    }

    private async Task<AccessToken> RequestAsync(CancellationToken cancellationToken)
    {
        var requested = context.Clock.GetUtcNow();
        var request = new ApiRequest("POST", "/token")
            .ForToken(
                message =>
                {
                    requested = context.Clock.GetUtcNow();
                    Prepare(message);
                },
                document.TokenAddress)
            .SafeToRetry(true);
        var response = await context.Sender.SendAsync(request, TokenResponse.Read, each => _serverClock.Observe(each), cancellationToken).ConfigureAwait(false);
        var token = response.ToAccessToken(requested, context.Vendor, request);

        // Agilicus documents only the token itself, which contains its expiry.
        return token.ExpiresAt is null && ReadExpiry(token.Value) is { } expiry ? new AccessToken(token.Value, _serverClock.ToLocal(expiry)) : token;
    }

    /// <summary>Completes one attempt with a new statement. Its claims have Agilicus' own names, and the expiry is a text.</summary>
    private void Prepare(HttpRequestMessage message)
    {
        var statement = document.Key.Sign(new JObject
        {
            ["audience"] = "urn:api:agilicus:tokens",
            ["issuer"] = $"urn:agilicus:authentication_documents:{document.Id}",
            ["user_id"] = document.UserId,
            ["org_id"] = document.OrgId,
            ["expiry"] = (_serverClock.Now + s_statementLifetime).UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture),
        });
        var fields = new List<KeyValuePair<string, string>>
        {
            new("grant_type", "urn:agilicus:params:oauth:grant-type:identity_statement"),
            new("authentication_document_id", document.Id),
            new("identity_assertion", statement),
        };
        if (document.ClientId is { } clientId)
        {
            fields.Add(new("client_id", clientId));
        }

        if (document.Scope is { } scope)
        {
            fields.Add(new("scope", scope));
        }

        message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", statement);
        message.Content = RequestBody.Form(fields);
    }

    /// <summary>The expiry of a JSON Web Token, by Agilicus' clock; null when the token has none or is of another kind.</summary>
    private static DateTimeOffset? ReadExpiry(string token)
    {
        var parts = token.Split('.');
        if (parts.Length != 3)
        {
            return null;
        }

        try
        {
            var claims = JsonText.TryParseObject(System.Text.Encoding.UTF8.GetString(Base64UrlEncoder.DecodeBytes(parts[1])));
            return claims?["exp"] is JValue { Value: long seconds and > 0 and < 253402300799 } ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
