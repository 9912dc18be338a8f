using System.Net;
using System.Security.Cryptography;
using System.Text;
using IdentitySdk.Core;
using IdentitySdk.Okta;
using Microsoft.IdentityModel.Tokens;
using Newtonsoft.Json.Linq;
using RichardSzalay.MockHttp;

namespace IdentitySdk.Tests.Auth;

/// <summary>DPoP beyond what Okta's emulator supports: nonces of the API, and contradictory responses.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class DpopTests
{
    private const string TokenUrl = "https://example.okta.com/oauth2/v1/token";
    private const string UserUrl = "https://example.okta.com/api/v1/users/u1";
    private readonly MockHttpMessageHandler _http = new(BackendDefinitionBehavior.Always);
    private readonly List<JObject> _proofs = [];

    [TearDown]
    public void TearDown() => _http.Dispose();

    [Test]
    public async Task Required_nonce_is_sent_in_one_replay_and_in_later_calls()
    {
        RespondToTokenRequests("DPoP");
        _http.Expect(UserUrl).Respond(_ => Challenge("use_dpop_nonce", "n1"));
        _http.Expect(UserUrl).Respond("application/json", """{"id":"u1"}""");
        _http.Expect(UserUrl).Respond("application/json", """{"id":"u1"}""");
        using var okta = Connect();

        await okta.Users.GetAsync("u1");
        await okta.Users.GetAsync("u1");

        Assert.That(ApiProofs().Select(proof => (string?)proof["nonce"]), Is.EqualTo(new[] { null, "n1", "n1" }));
        Assert.That(_proofs.Select(proof => (string?)proof["jti"]), Is.Unique);
    }

    [Test]
    public async Task Nonce_of_any_response_is_used_in_later_calls()
    {
        RespondToTokenRequests("DPoP");
        _http.When(UserUrl).Respond(_ => Ok("""{"id":"u1"}""", "n2"));
        using var okta = Connect();

        await okta.Users.GetAsync("u1");
        await okta.Users.GetAsync("u1");

        Assert.That(ApiProofs().Select(proof => (string?)proof["nonce"]), Is.EqualTo(new[] { null, "n2" }));
    }

    [Test]
    public void Second_nonce_challenge_in_one_call_throws()
    {
        RespondToTokenRequests("DPoP");
        _http.When(UserUrl).Respond(_ => ApiProofs().Count() < 9 ? Challenge("use_dpop_nonce", Guid.NewGuid().ToString()) : Json(HttpStatusCode.OK, """{"id":"u1"}"""));
        using var okta = Connect();

        Assert.That(async () => await okta.Users.GetAsync("u1"), Throws.TypeOf<UnauthorizedException>());
        Assert.That(ApiProofs().Count(), Is.EqualTo(2));
    }

    [Test]
    public async Task Nonce_that_changes_before_a_retry_is_sent_in_another_replay()
    {
        RespondToTokenRequests("DPoP");
        _http.Expect(UserUrl).Respond(_ => Challenge("use_dpop_nonce", "n1"));
        _http.Expect(UserUrl).Respond(HttpStatusCode.ServiceUnavailable);
        _http.Expect(UserUrl).Respond(_ => Challenge("use_dpop_nonce", "n2"));
        _http.Expect(UserUrl).Respond("application/json", """{"id":"u1"}""");
        using var okta = Connect();

        await okta.Users.GetAsync("u1", requestOptions: new RequestOptions { Retry = new RetryOptions { MaxRetries = 1, BaseDelay = TimeSpan.Zero } });

        Assert.That(ApiProofs().Select(proof => (string?)proof["nonce"]), Is.EqualTo(new[] { null, "n1", "n1", "n2" }));
    }

    [Test]
    public async Task One_call_can_be_replayed_for_a_new_nonce_and_a_new_token()
    {
        RespondToTokenRequests("DPoP");
        _http.Expect(UserUrl).Respond(_ => Challenge("invalid_token", null));
        _http.Expect(UserUrl).Respond(_ => Challenge("use_dpop_nonce", "n1"));
        _http.Expect(UserUrl).Respond("application/json", """{"id":"u1"}""");
        using var okta = Connect();

        await okta.Users.GetAsync("u1");

        Assert.That(ApiProofs().Select(proof => (string?)proof["ath"]), Is.EqualTo(new[] { Hash("token1"), Hash("token2"), Hash("token2") }));
    }

    [Test]
    public void Bearer_token_is_refused_where_DPoP_is_required()
    {
        RespondToTokenRequests("Bearer");
        using var okta = Connect();

        Assert.That(async () => await okta.Users.GetAsync("u1"), Throws.TypeOf<CredentialException>().With.InnerException.TypeOf<InvalidResponseException>());
    }

    [Test]
    public void Token_endpoint_that_requires_a_nonce_but_sends_none_is_retried_once()
    {
        var requests = 0;
        _http.When(TokenUrl).Respond(_ =>
        {
            return Json(HttpStatusCode.BadRequest, requests++ < 9 ? """{"error":"use_dpop_nonce"}""" : """{"error":"enough"}""");
        });
        using var okta = Connect(OktaDpop.Automatic);

        Assert.That(async () => await okta.Users.GetAsync("u1"), Throws.TypeOf<CredentialException>().With.InnerException.TypeOf<InvalidRequestException>());
        Assert.That(requests, Is.EqualTo(2));
    }

    [Test]
    public void Token_endpoint_that_always_requires_another_nonce_fails_the_call()
    {
        var requests = 0;
        _http.When(TokenUrl).Respond(_ =>
        {
            var response = Json(HttpStatusCode.BadRequest, requests < 9 ? """{"error":"use_dpop_nonce"}""" : """{"error":"enough"}""");
            response.Headers.Add("DPoP-Nonce", $"n{requests++}");
            return response;
        });
        using var okta = Connect();

        Assert.That(async () => await okta.Users.GetAsync("u1"), Throws.TypeOf<CredentialException>().With.InnerException.TypeOf<InvalidRequestException>());
        Assert.That(requests, Is.EqualTo(4));
    }

    [TestCase("https://example.okta.com/api/v1/users/a%2Fb?limit=1#x", "https://example.okta.com/api/v1/users/a%2Fb")]
    [TestCase("https://EXAMPLE.okta.com:443/x", "https://example.okta.com/x")]
    [TestCase("https://example.okta.com:8443/x", "https://example.okta.com:8443/x")]
    [TestCase("http://[::1]:80/x", "http://[::1]/x")]
    [TestCase("https://bücher.example/x", "https://xn--bcher-kva.example/x")]
    public void Target_is_the_address_as_it_is_sent(string address, string target) => Assert.That(DpopProofs.Target(new Uri(address)), Is.EqualTo(target));

    [Test]
    public async Task Throwing_token_function_throws_CredentialException()
    {
        using var okta = new OktaClient(new OktaClientOptions
        {
            BaseAddress = new Uri("https://example.okta.com"), Transport = _http, Credential = OktaCredential.From(_ => throw new HttpRequestException("token123")),
        });

        var exception = await Assert.ThrowsAsync<CredentialException>(async () => await okta.Users.GetAsync("u1"));

        Assert.That(exception!.InnerException, Is.TypeOf<HttpRequestException>());
        Assert.That(exception.Message, Does.Not.Contain("token123"));
    }

    private static string Hash(string token) => Base64UrlEncoder.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(token)));

    private static HttpResponseMessage Challenge(string error, string? nonce)
    {
        var response = new HttpResponseMessage(HttpStatusCode.Unauthorized);
        response.Headers.TryAddWithoutValidation("WWW-Authenticate", $"DPoP error=\"{error}\", error_description=\"no\"");
        if (nonce is not null)
        {
            response.Headers.Add("DPoP-Nonce", nonce);
        }

        return response;
    }

    private static HttpResponseMessage Ok(string body, string nonce)
    {
        var response = Json(HttpStatusCode.OK, body);
        response.Headers.Add("DPoP-Nonce", nonce);
        return response;
    }

    private static HttpResponseMessage Json(HttpStatusCode status, string body) => new(status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };

    private IEnumerable<JObject> ApiProofs() => _proofs.Where(proof => (string?)proof["htu"] == UserUrl);

    private void RespondToTokenRequests(string type)
    {
        var tokens = 0;
        _http.When(TokenUrl).Respond(_ => Json(HttpStatusCode.OK, $$"""{"access_token":"token{{++tokens}}","token_type":"{{type}}","expires_in":3600}"""));
    }

    private OktaClient Connect(OktaDpop dpop = OktaDpop.Required)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new OktaClient(new OktaClientOptions
        {
            BaseAddress = new Uri("https://example.okta.com"),
            Credential = OktaCredential.PrivateKey("0oa1", key.ExportPkcs8PrivateKeyPem(), ["okta.users.read"], dpop: dpop),
            Transport = new Recorder(this) { InnerHandler = _http },
        });
    }

    private sealed class Recorder(DpopTests tests) : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.Headers.TryGetValues("DPoP", out var values))
            {
                tests._proofs.Add(JObject.Parse(Encoding.UTF8.GetString(Base64UrlEncoder.DecodeBytes(values.Single().Split('.')[1]))));
            }

            return base.SendAsync(request, cancellationToken);
        }
    }
}
