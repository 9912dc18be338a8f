using System.Net;
using System.Text;
using IdentitySdk.Core;
using IdentitySdk.Okta;
using Newtonsoft.Json.Linq;

namespace IdentitySdk.Tests.Auth;

/// <summary>Nonces that change during concurrent calls.</summary>
public sealed class DpopNonceTests
{
    [TestCase(20, true)]
    [TestCase(20, false)]
    [TestCase(50, false)]
    [TestCase(10, true)]
    [TestCase(5, true)]
    [TestCase(3, true)]
    [TestCase(2, true)]
    [TestCase(1, true)]
    [TestCase(1, false)]
    public async Task Nonces_that_change_often_fail_no_concurrent_call(int requestsPerNonce, bool isSentAlways)
    {
        using var server = new NonceServer(requestsPerNonce, isSentAlways);
        using var okta = new OktaClient(new OktaClientOptions
        {
            BaseAddress = new Uri("https://example.okta.com"), Transport = server, Retry = new RetryOptions { MaxRetries = 0 },
            Credential = OktaCredential.PrivateKey("0oa1", SampleKeys.Jwk(), ["okta.users.read"], dpop: OktaDpop.Required),
        });
        await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => Task.Run(async () =>
        {
            for (var call = 0; call < 20; call++)
            {
                await okta.Users.GetAsync("u1");
            }
        })));

        Assert.That(server.Served, Is.EqualTo(640));
    }

    [Test]
    public async Task Server_that_refuses_its_own_nonces_fails_the_call_after_a_few_replays()
    {
        using var server = new NonceServer(1, isSentAlways: false, accepts: 0);
        using var okta = new OktaClient(new OktaClientOptions
        {
            BaseAddress = new Uri("https://example.okta.com"), Transport = server, Retry = new RetryOptions { MaxRetries = 0 },
            Credential = OktaCredential.PrivateKey("0oa1", SampleKeys.Jwk(), ["okta.users.read"], dpop: OktaDpop.Required),
        });
        var calls = Enumerable.Range(0, 32).Select(_ => Task.Run(() => okta.Users.GetAsync("u1"))).ToList();
        foreach (var call in calls)
        {
            await Assert.ThrowsAsync<UnauthorizedException>(() => call);
        }

        Assert.That(server.Requests, Is.LessThanOrEqualTo(32 * 12));
    }

    /// <summary>Accepts the latest nonces, and creates a new one after so many requests.</summary>
    private sealed class NonceServer(int requestsPerNonce, bool isSentAlways, int accepts = 2) : HttpMessageHandler
    {
        private int _requests;
        private int _served;

        public int Served => _served;

        public int Requests => _requests;

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            await Task.Yield();
            if (request.RequestUri!.AbsolutePath.EndsWith("/token", StringComparison.Ordinal))
            {
                return ScriptedTransport.Response(200, """{"access_token":"t1","token_type":"DPoP","expires_in":3600}""");
            }

            var current = Interlocked.Increment(ref _requests) / requestsPerNonce;
            var proof = JObject.Parse(Encoding.UTF8.GetString(Microsoft.IdentityModel.Tokens.Base64UrlEncoder.DecodeBytes(request.Headers.GetValues("DPoP").Single().Split('.')[1])));
            var nonce = (string?)proof["nonce"] is { } text ? int.Parse(text) : -1;
            await Task.Yield();
            HttpResponseMessage response;
            if (nonce > current - accepts)
            {
                Interlocked.Increment(ref _served);
                response = ScriptedTransport.Response(200, """{"id":"u1"}""");
            }
            else
            {
                response = new HttpResponseMessage(HttpStatusCode.Unauthorized);
                response.Headers.TryAddWithoutValidation("WWW-Authenticate", "DPoP error=\"use_dpop_nonce\"");
            }

            if (isSentAlways || response.StatusCode == HttpStatusCode.Unauthorized)
            {
                response.Headers.Add("DPoP-Nonce", $"{current}");
            }

            return response;
        }
    }
}
