using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace IdentitySdk.Testing.Tests;

public sealed class AgilicusAuthTests
{
    [TestCase(null)]
    [TestCase("Bearer nonsense")]
    [TestCase("Basic abc")]
    public async Task Missing_or_unknown_token_is_rejected(string? authorization)
    {
        await using var agilicus = await AgilicusEmulator.StartAsync();
        using var client = TestClient.Create(agilicus, authorization);

        var (response, body) = await client.SendJsonAsync("GET", "/users");

        Assert.That((int)response.StatusCode, Is.EqualTo(401));
        Assert.That((string?)body!["error_message"], Is.Not.Empty);
    }

    [Test]
    public async Task Authentication_document_yields_a_token_with_org_and_expiry()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var agilicus = await AgilicusEmulator.StartAsync(new() { TimeProvider = time });

        var (status, body) = await RequestAsync(agilicus);

        Assert.That(status, Is.EqualTo(200), body.ToJsonString());
        var token = new JsonWebToken((string?)body["access_token"]);
        Assert.That(token.GetPayloadValue<string>("org"), Is.EqualTo(agilicus.OrgId));
        Assert.That(token.GetPayloadValue<long>("exp"), Is.EqualTo(time.GetUtcNow().ToUnixTimeSeconds() + 3600));
        Assert.That(token.Alg, Is.EqualTo("ES256"));
        using var client = TestClient.Create(agilicus, $"Bearer {token.EncodedToken}");
        await client.GetJsonAsync("/users?limit=1");
        time.Advance(TimeSpan.FromHours(1));
        Assert.That((int)(await client.SendJsonAsync("GET", "/users")).Response.StatusCode, Is.EqualTo(401));
    }

    [TestCase("audience", "urn:other")]
    [TestCase("issuer", "urn:agilicus:authentication_documents:other")]
    [TestCase("user_id", "other")]
    [TestCase("expiry", "2001-01-01 00:00:00")]
    public async Task Invalid_identity_statement_is_rejected(string claim, string value)
    {
        await using var agilicus = await AgilicusEmulator.StartAsync();

        var (status, body) = await RequestAsync(agilicus, claim, value);

        Assert.That(status, Is.EqualTo(401));
        Assert.That((string?)body["error_message"], Is.Not.Empty);
    }

    [Test]
    public async Task Revoked_token_is_rejected()
    {
        await using var agilicus = await AgilicusEmulator.StartAsync();
        using var client = TestClient.Create(agilicus, $"Bearer {agilicus.AccessToken}");
        await client.GetJsonAsync("/users?limit=1");

        agilicus.RevokeTokens();

        Assert.That((int)(await client.SendJsonAsync("GET", "/users")).Response.StatusCode, Is.EqualTo(401));
    }

    private static async Task<(int Status, JsonNode Body)> RequestAsync(AgilicusEmulator agilicus, string? claim = null, string? value = null)
    {
        var document = JsonNode.Parse(agilicus.AuthenticationDocument)!;
        var id = document["metadata"]!["id"]!.ToString();
        using var key = ECDsa.Create();
        key.ImportFromPem(document["status"]!["key"]!.ToString());
        var claims = new JsonObject
        {
            ["audience"] = "urn:api:agilicus:tokens",
            ["issuer"] = $"urn:agilicus:authentication_documents:{id}",
            ["user_id"] = document["spec"]!["user_id"]!.ToString(),
            ["org_id"] = document["spec"]!["org_id"]!.ToString(),
            ["expiry"] = DateTime.UtcNow.AddHours(1).ToString("yyyy-MM-dd HH:mm:ss.ffffff"),
        };
        if (claim is not null)
        {
            claims[claim] = value;
        }

        var assertion = new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }
            .CreateToken(claims.ToJsonString(), new SigningCredentials(new ECDsaSecurityKey(key), SecurityAlgorithms.EcdsaSha256));
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{document["spec"]!["auth_issuer_url"]}/token")
        {
            Content = new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["grant_type"] = "urn:agilicus:params:oauth:grant-type:identity_statement",
                ["authentication_document_id"] = id,
                ["identity_assertion"] = assertion,
            }),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", assertion);
        using var response = await client.SendAsync(request);
        return ((int)response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync())!);
    }
}
