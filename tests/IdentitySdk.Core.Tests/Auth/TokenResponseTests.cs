using IdentitySdk.Core;
using Newtonsoft.Json;

namespace IdentitySdk.Tests.Auth;

/// <summary>A token endpoint's answer: what is a token, its kind and its life.</summary>
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
    [TestCase("""{"access_token":"t","expires_in":1000000000}""", null, "Bearer", Description = "more than thirty years is no end")]
    [TestCase("""{"access_token":"t","expires_in":0}""", null, "Bearer")]
    [TestCase("""{"access_token":"t","expires_in":-1}""", null, "Bearer")]
    [TestCase("""{"access_token":"t"}""", null, "Bearer")]
    [TestCase("""{"access_token":"t","token_type":"DPoP"}""", null, "DPoP")]
    [TestCase("""{"access_token":"t","token_type":"dpop"}""", null, "DPoP")]
    [TestCase("""{"access_token":"t","token_type":"bearer"}""", null, "Bearer")]
    [TestCase("""{"access_token":"t","token_type":""}""", null, "Bearer")]
    [TestCase("""{"access_token":"t","token_type":"BEARER"}""", null, "Bearer")]
    public async Task A_token_has_its_life_and_its_kind(string body, double? life, string type)
    {
        var token = (await ReadAsync(body)).ToAccessToken(s_created, "Test", _request, mayBeBound: true);
        Assert.That((token.Value, token.Type), Is.EqualTo(("t", type)));
        Assert.That((token.ExpiresAt - s_created)?.TotalSeconds, Is.EqualTo(life));
    }

    [TestCase("{}")]
    [TestCase("""{"access_token":null}""")]
    [TestCase("""{"access_token":""}""")]
    [TestCase("""{"access_token":"two words"}""")]
    public async Task An_answer_without_a_token_that_could_be_sent_is_an_error(string body)
    {
        var response = await ReadAsync(body);
        var fault = Assert.Throws<InvalidResponseException>(() => response.ToAccessToken(s_created, "Test", _request));
        Assert.That(fault!.Message, Is.EqualTo("Test POST /token: the token endpoint answered without a token."));
    }

    [TestCase("\"mac\"")]
    [TestCase("\"N_A\"")]
    [TestCase("\"Basic\"")]
    [TestCase("\"something else\"")]
    [TestCase("5")]
    [TestCase("[\"Bearer\"]")]
    public async Task A_token_of_a_type_that_is_not_understood_is_not_used(string type)
    {
        var response = await ReadAsync($$"""{"access_token":"t","token_type":{{type}}}""");
        var exception = Assert.Throws<InvalidResponseException>(() => response.ToAccessToken(s_created, "Test", _request, mayBeBound: true));
        Assert.That(exception!.Message, Is.EqualTo("Test POST /token: the token endpoint gave a token of another type than Bearer or DPoP."));
    }

    [Test]
    public async Task Nor_is_a_bound_one_by_a_credential_that_sends_no_proof()
    {
        var response = await ReadAsync("""{"access_token":"t","token_type":"DPoP"}""");
        var exception = Assert.Throws<InvalidResponseException>(() => response.ToAccessToken(s_created, "Test", _request));
        Assert.That(exception!.Message, Is.EqualTo("Test POST /token: the token endpoint gave a token of another type than Bearer."));
    }

    [Test]
    public async Task A_life_beyond_the_last_date_ends_with_it() =>
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
    public async Task What_is_no_object_is_an_error() => await Assert.ThrowsAsync<InvalidResponseException>(() => ReadAsync("[]"));

    private Task<TokenResponse> ReadAsync(string body)
    {
        _api.Transport.Respond(200, body);
        return _api.Client.SendAsync(_request, (ref ModelReader reader) => TokenResponse.Read(ref reader), null, default);
    }
}
