using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;

namespace IdentitySdk.Testing.Tests;

public sealed class OktaAuthTests
{
    [TestCase(null, 403, "E0000005")]
    [TestCase("SSWS wrong", 401, "E0000011")]
    public async Task Unknown_api_token_is_rejected(string? authorization, int status, string code)
    {
        await using var okta = await OktaEmulator.StartAsync();
        using var client = TestClient.Create(okta, authorization);

        var (response, body) = await client.SendJsonAsync("GET", "/api/v1/users");

        Assert.That((int)response.StatusCode, Is.EqualTo(status));
        Assert.That((string?)body!["errorCode"], Is.EqualTo(code));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Private_key_yields_a_bearer_token(bool rsa)
    {
        await using var okta = await OktaEmulator.StartAsync();

        var (response, body) = await OktaTokens.RequestAsync(okta, OktaTokens.Assertion(okta, rsa));

        Assert.That((int)response.StatusCode, Is.EqualTo(200), body.ToJsonString());
        Assert.That((string?)body["token_type"], Is.EqualTo("Bearer"));
        Assert.That((int?)body["expires_in"], Is.EqualTo(3600));
        using var client = TestClient.Create(okta, $"Bearer {body["access_token"]}");
        await client.GetJsonAsync("/api/v1/users?limit=1");
        Assert.That(okta.TokenRequests, Is.EqualTo(1));
    }

    [TestCase("aud", "https://other.example.com/oauth2/v1/token")]
    [TestCase("iss", "other")]
    [TestCase("exp", 7200)]
    [TestCase("exp", -1)]
    public async Task Invalid_assertion_is_rejected(string claim, object value)
    {
        await using var okta = await OktaEmulator.StartAsync();

        var (response, body) = await OktaTokens.RequestAsync(okta, OktaTokens.Assertion(okta, rsa: false, claim, value));

        Assert.That((int)response.StatusCode, Is.EqualTo(401));
        Assert.That((string?)body["error"], Is.EqualTo("invalid_client"));
    }

    [TestCase(7200, 401)]
    [TestCase(-7200, 401)]
    [TestCase(20, 200)]
    public async Task Skewed_clock_rejects_assertions_and_changes_the_Date_header(int seconds, int status)
    {
        await using var okta = await OktaEmulator.StartAsync(new() { ClockSkew = TimeSpan.FromSeconds(seconds) });

        var (response, _) = await OktaTokens.RequestAsync(okta, OktaTokens.Assertion(okta));

        Assert.That((int)response.StatusCode, Is.EqualTo(status));
        Assert.That((response.Headers.Date!.Value - DateTimeOffset.UtcNow).TotalMinutes, Is.EqualTo(seconds / 60.0).Within(1));
    }

    [Test]
    public void Clock_skew_of_years_is_refused() =>
        Assert.That(
            () => OktaEmulator.Create(new() { ClockSkew = TimeSpan.MinValue.Add(TimeSpan.FromTicks(1)) }), Throws.InstanceOf<ArgumentOutOfRangeException>());

    [Test]
    public async Task Reused_assertion_is_rejected()
    {
        await using var okta = await OktaEmulator.StartAsync();
        var assertion = OktaTokens.Assertion(okta);
        await OktaTokens.RequestAsync(okta, assertion);

        var (_, body) = await OktaTokens.RequestAsync(okta, assertion);

        Assert.That((string?)body["error_description"], Does.Contain("already been used"));
    }

    [Test]
    public async Task Scope_is_required_and_limits_the_token()
    {
        await using var okta = await OktaEmulator.StartAsync();

        var (_, rejected) = await OktaTokens.RequestAsync(okta, OktaTokens.Assertion(okta), scope: "okta.everything");
        using var client = TestClient.Create(okta, $"Bearer {okta.IssueAccessToken("okta.users.read")}");
        var (response, _) = await client.SendJsonAsync("POST", "/api/v1/users", "{}");

        Assert.That((string?)rejected["error"], Is.EqualTo("invalid_scope"));
        Assert.That((int)response.StatusCode, Is.EqualTo(403));
        Assert.That(response.Header("WWW-Authenticate"), Does.Contain("error=\"insufficient_scope\""));
    }

    [Test]
    public async Task Token_expires_by_the_emulators_clock_and_by_revocation()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var okta = await OktaEmulator.StartAsync(new() { TimeProvider = time, TokenLifetime = TimeSpan.FromMinutes(5) });
        using var first = TestClient.Create(okta, $"Bearer {okta.IssueAccessToken()}");
        using var second = TestClient.Create(okta, $"Bearer {okta.IssueAccessToken()}");
        okta.RevokeTokens();
        using var third = TestClient.Create(okta, $"Bearer {okta.IssueAccessToken()}");
        await third.GetJsonAsync("/api/v1/users?limit=1");
        time.Advance(TimeSpan.FromMinutes(5));

        foreach (var client in new[] { first, second, third })
        {
            var (response, body) = await client.SendJsonAsync("GET", "/api/v1/users");
            Assert.That((int)response.StatusCode, Is.EqualTo(401));
            Assert.That(body, Is.Null);
            Assert.That(response.Header("WWW-Authenticate"), Does.StartWith("Bearer ").And.Contain("error=\"invalid_token\""));
        }
    }

    [Test]
    public async Task DPoP_requires_the_nonce_and_a_new_proof_per_request()
    {
        await using var okta = await OktaEmulator.StartAsync(new() { RequireDPoP = true });
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var endpoint = $"{okta.BaseAddress}oauth2/v1/token";

        var (_, without) = await OktaTokens.RequestAsync(okta, OktaTokens.Assertion(okta));
        var (dance, nonceError) = await OktaTokens.RequestAsync(okta, OktaTokens.Assertion(okta), proof: OktaTokens.Proof(key, "POST", endpoint));
        var nonce = dance.Header("dpop-nonce");
        var (_, token) = await OktaTokens.RequestAsync(okta, OktaTokens.Assertion(okta), proof: OktaTokens.Proof(key, "POST", endpoint, nonce: nonce));

        Assert.That((string?)without["error"], Is.EqualTo("invalid_dpop_proof"));
        Assert.That((string?)nonceError["error"], Is.EqualTo("use_dpop_nonce"));
        Assert.That((string?)token["token_type"], Is.EqualTo("DPoP"));

        var access = token["access_token"]!.ToString();
        var users = $"{okta.BaseAddress}api/v1/users";
        var good = OktaTokens.Proof(key, "GET", users, access);
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        Assert.That(await OktaTokens.GetUsersAsync(okta, $"DPoP {access}", good), Is.EqualTo(200));
        Assert.That(await OktaTokens.GetUsersAsync(okta, $"DPoP {access}", good), Is.EqualTo(401), "replayed");
        Assert.That(await OktaTokens.GetUsersAsync(okta, $"DPoP {access}", OktaTokens.Proof(key, "Get", users, access)), Is.EqualTo(401), "htm");
        Assert.That(await OktaTokens.GetUsersAsync(okta, $"DPoP {access}", OktaTokens.Proof(key, "GET", users + "/{userId}", access)), Is.EqualTo(401), "htu");
        Assert.That(await OktaTokens.GetUsersAsync(okta, $"DPoP {access}", OktaTokens.Proof(key, "GET", users)), Is.EqualTo(401), "ath");
        Assert.That(await OktaTokens.GetUsersAsync(okta, $"DPoP {access}", OktaTokens.Proof(other, "GET", users, access)), Is.EqualTo(401), "key");
        Assert.That(await OktaTokens.GetUsersAsync(okta, $"Bearer {access}", null), Is.EqualTo(401), "scheme");
    }

    [Test]
    public async Task Keys_are_available_as_pem_and_as_jwk()
    {
        await using var okta = await OktaEmulator.StartAsync();

        Assert.That(okta.PrivateKeyPem, Does.StartWith("-----BEGIN PRIVATE KEY-----"));
        Assert.That((string?)JsonNode.Parse(okta.PrivateKeyJwk)!["kty"], Is.EqualTo("RSA"));
        Assert.That((string?)JsonNode.Parse(okta.EcPrivateKeyJwk)!["crv"], Is.EqualTo("P-256"));
    }
}
