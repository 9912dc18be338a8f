using IdentitySdk.Core;
using Newtonsoft.Json;

namespace IdentitySdk.Tests.Auth;

/// <summary>Responses of token endpoints: the token, its type and its lifetime.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class TokenResponseTests : IDisposable
{
    private static readonly DateTimeOffset s_created = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
    private readonly TestApi _api = new();
    private readonly ApiRequest _request = new("POST", "/token");

    public void Dispose() => _api.Dispose();

    [TestCase("""{"access_token":"t","expires_in":60}""", 60.0, "Bearer")]
    [TestCase("""{"access_token":"t","expires_in":0.5}""", 0.5, "Bearer")]
    [TestCase("""{"access_token":"t","expires_in":999999999}""", 999999999.0, "Bearer")]
    [TestCase("""{"access_token":"t","expires_in":1000000000}""", null, "Bearer", Description = "more than thirty years is no expiry")]
    [TestCase("""{"access_token":"t","expires_in":0}""", null, "Bearer")]
    [TestCase("""{"access_token":"t","expires_in":-1}""", null, "Bearer")]
    [TestCase("""{"access_token":"t"}""", null, "Bearer")]
    [TestCase("""{"access_token":"t","token_type":"DPoP"}""", null, "DPoP")]
    [TestCase("""{"access_token":"t","token_type":"dpop"}""", null, "DPoP")]
    [TestCase("""{"access_token":"t","token_type":"bearer"}""", null, "Bearer")]
    [TestCase("""{"access_token":"t","token_type":""}""", null, "Bearer")]
    [TestCase("""{"access_token":"t","token_type":"BEARER"}""", null, "Bearer")]
    public async Task Token_has_the_reported_lifetime_and_type(string body, double? lifetime, string type)
    {
        var token = (await ReadAsync(body)).ToAccessToken(s_created, "Test", _request, mayBeBound: true);
        Assert.That((token.Value, token.Type), Is.EqualTo(("t", type)));
        Assert.That((token.ExpiresAt - s_created)?.TotalSeconds, Is.EqualTo(lifetime));
    }

    [TestCase("{}")]
    [TestCase("""{"access_token":null}""")]
    [TestCase("""{"access_token":""}""")]
    [TestCase("""{"access_token":"two words"}""")]
    public async Task Response_without_a_sendable_token_throws(string body)
    {
        var response = await ReadAsync(body);
        var exception = Assert.Throws<InvalidResponseException>(() => response.ToAccessToken(s_created, "Test", _request));
        Assert.That(exception!.Message, Is.EqualTo("Test POST /token: the response of the token endpoint contains no token."));
    }

    [TestCase("\"mac\"")]
    [TestCase("\"N_A\"")]
    [TestCase("\"Basic\"")]
    [TestCase("\"something else\"")]
    [TestCase("5")]
    [TestCase("[\"Bearer\"]")]
    public async Task Token_of_an_unknown_type_throws(string type)
    {
        var response = await ReadAsync($$"""{"access_token":"t","token_type":{{type}}}""");
        var exception = Assert.Throws<InvalidResponseException>(() => response.ToAccessToken(s_created, "Test", _request, mayBeBound: true));
        Assert.That(exception!.Message, Is.EqualTo("Test POST /token: the type of the token is not Bearer or DPoP."));
    }

    [Test]
    public async Task DPoP_token_throws_if_the_credential_sends_no_proof()
    {
        var response = await ReadAsync("""{"access_token":"t","token_type":"DPoP"}""");
        var exception = Assert.Throws<InvalidResponseException>(() => response.ToAccessToken(s_created, "Test", _request));
        Assert.That(exception!.Message, Is.EqualTo("Test POST /token: the type of the token is not Bearer."));
    }

    [Test]
    public async Task Expiry_is_limited_to_the_last_date() =>
        Assert.That((await ReadAsync("""{"access_token":"t","expires_in":60}""")).ToAccessToken(DateTimeOffset.MaxValue, "Test", _request).ExpiresAt, Is.EqualTo(DateTimeOffset.MaxValue));

    [Test]
    public async Task Every_member_is_read_and_written()
    {
        const string Body = """{"access_token":"t","token_type":"bearer","expires_in":60.0,"created_at":"2026-01-02T03:04:05.000Z","account_id":7}""";
        var response = await ReadAsync(Body);
        Assert.That((response.AccessToken, response.TokenType, response.ExpiresIn, response.CreatedAt), Is.EqualTo(("t", "bearer", 60.0, s_created)));
        Assert.That(JsonConvert.SerializeObject(response), Is.EqualTo(Body));
    }

    [Test]
    public void Members_that_are_set_are_written() => Assert.That(
        JsonConvert.SerializeObject(new TokenResponse { AccessToken = "t", TokenType = "DPoP", ExpiresIn = 60.5 }),
        Is.EqualTo("""{"access_token":"t","token_type":"DPoP","expires_in":60.5}"""));

    [Test]
    public async Task Response_that_is_not_an_object_throws() => await Assert.ThrowsAsync<InvalidResponseException>(() => ReadAsync("[]"));

    private Task<TokenResponse> ReadAsync(string body)
    {
        _api.Transport.Respond(200, body);
        return _api.Client.SendAsync(_request, (ref ModelReader reader) => TokenResponse.Read(ref reader), null, default);
    }
}
