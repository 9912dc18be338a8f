using System.Net;
using IdentitySdk.Agilicus;
using IdentitySdk.Okta;
using IdentitySdk.OneLogin;
using RichardSzalay.MockHttp;

namespace IdentitySdk.Tests;

/// <summary>Invalid input is refused with a clear error before any I/O.</summary>
public sealed class BadInputTests
{
    private static readonly Uri s_https = new("https://example.com");

    // A case source, because attributes are stored as UTF-8, which cannot represent half a surrogate pair.
    private static readonly string?[] s_invalidIds = ["", ".", "..", "a\nb", "a\0b", "\u007f", "\ud800", "a\udc00", "\udc00\ud800", null];

    [TestCaseSource(nameof(s_invalidIds))]
    public void Id_that_is_not_a_path_segment_is_refused(string? id)
    {
        using var transport = new MockHttpMessageHandler();
        var sent = transport.When("*").Respond(HttpStatusCode.OK);
        using var okta = Okta(transport);
        using var agilicus = Agilicus(transport);

        Assert.That(() => okta.Users.GetAsync(id!), Throws.ArgumentException.With.Property("ParamName").EqualTo("userId"));
        Assert.That(() => agilicus.Users.RemoveAsync("org", id!), Throws.ArgumentException.With.Property("ParamName").EqualTo("userId"));
        Assert.That(transport.GetMatchCount(sent), Is.Zero);
    }

    [TestCase("a/b", "/api/v1/users/a%2Fb")]
    [TestCase("a b?c#d", "/api/v1/users/a%20b%3Fc%23d")]
    [TestCase("%2e%2e", "/api/v1/users/%252e%252e")]
    [TestCase("..%2f", "/api/v1/users/..%252f")]
    [TestCase("é+ö@example.com", "/api/v1/users/%C3%A9%2B%C3%B6%40example.com")]
    [TestCase("a\\b", "/api/v1/users/a%5Cb")]
    [TestCase("😀", "/api/v1/users/%F0%9F%98%80")]
    [TestCase("...", "/api/v1/users/...")]
    [TestCase("{userId}", "/api/v1/users/%7BuserId%7D")]
    public async Task Other_ids_are_escaped_as_one_segment(string id, string expected)
    {
        using var server = new MockHttpMessageHandler();
        var path = "";
        server.When("*").Respond(request =>
        {
            path = request.RequestUri!.PathAndQuery;
            return Json("{}");
        });
        using var okta = Okta(server);

        await okta.Users.GetAsync(id);

        Assert.That(path, Is.EqualTo(expected));
    }

    [TestCase("http://example.com")]
    [TestCase("https://user:secret@example.com")]
    [TestCase("https://example.com?x=1")]
    [TestCase("https://example.com/#x")]
    [TestCase("ftp://example.com")]
    [TestCase("file:///etc/passwd")]
    [TestCase("/api", UriKind.Relative)]
    [TestCase(null)]
    public void Unsafe_base_address_is_refused(string? address, UriKind kind = UriKind.Absolute)
    {
        var uri = address is null ? null : new Uri(address, kind);

        Assert.That(() => new OktaClient(new OktaClientOptions { BaseAddress = uri, Credential = OktaCredential.ApiToken("t") }), RefusesBaseAddress);
        Assert.That(() => new OneLoginClient(new OneLoginClientOptions { BaseAddress = uri, Credential = OneLoginCredential.AccessToken("t") }), RefusesBaseAddress);
        Assert.That(() => new AgilicusClient(new AgilicusClientOptions { BaseAddress = uri, Credential = AgilicusCredential.AccessToken("t") }), RefusesBaseAddress);
    }

    [TestCase("http://127.0.0.1:8080")]
    [TestCase("http://localhost")]
    [TestCase("http://[::1]:8080/base")]
    public void Loopback_base_address_may_be_http(string address)
    {
        using var okta = new OktaClient(new OktaClientOptions { BaseAddress = new Uri(address), Credential = OktaCredential.ApiToken("t") });
        using var oneLogin = new OneLoginClient(new OneLoginClientOptions { BaseAddress = new Uri(address), Credential = OneLoginCredential.AccessToken("t") });
        using var agilicus = new AgilicusClient(new AgilicusClientOptions { BaseAddress = new Uri(address), Credential = AgilicusCredential.AccessToken("t") });
    }

    [TestCase("https://acme-admin.okta.com")]
    [TestCase("https://acme.okta.com.com")]
    [TestCase("https://{yourOktaDomain}", true)]
    public void Common_mistake_in_an_Okta_address_is_refused(string address, bool isInvalidUri = false)
    {
        if (isInvalidUri)
        {
            Assert.That(() => new Uri(address), Throws.TypeOf<UriFormatException>());
            return;
        }

        Assert.That(() => new OktaClient(new OktaClientOptions { BaseAddress = new Uri(address), Credential = OktaCredential.ApiToken("t") }), RefusesBaseAddress);
    }

    [TestCase("")]
    [TestCase(" ")]
    [TestCase("a b")]
    [TestCase("a\r\nX-Injected: 1")]
    [TestCase("tökén")]
    [TestCase(null)]
    public void Credential_invalid_in_a_header_is_refused_and_not_shown(string? secret)
    {
        foreach (var create in new Action[]
        {
            () => OktaCredential.ApiToken(secret!),
            () => OktaCredential.AccessToken(secret!),
            () => OneLoginCredential.AccessToken(secret!),
            () => OneLoginCredential.Client(secret!, "secret"),
            () => OneLoginCredential.Client("id", secret!),
            () => AgilicusCredential.AccessToken(secret!),
        })
        {
            var exception = Assert.Throws<ArgumentException>(() => create());
            Assert.That(exception!.ParamName, Is.Not.Empty);
            Assert.That(secret is { Length: > 1 } && exception.Message.Contains(secret, StringComparison.Ordinal), Is.False);
        }
    }

    [Test]
    public void Missing_credential_or_body_is_refused()
    {
        using var transport = new MockHttpMessageHandler();
        using var okta = Okta(transport);

        Assert.That(() => new OktaClient(new OktaClientOptions { BaseAddress = s_https }), Throws.ArgumentException.With.Property("ParamName").EqualTo("Credential"));
        Assert.That(() => new OktaClient(options: null!), Throws.ArgumentNullException);
        Assert.That(() => okta.Users.CreateAsync(null!), Throws.ArgumentNullException.With.Property("ParamName").EqualTo("body"));
    }

    [TestCase("<html><body>Welcome</body></html>")]
    [TestCase("")]
    [TestCase("   ")]
    [TestCase("{\"id\":\"00u1\",\"profile\":{\"login\":")]
    [TestCase("null")]
    [TestCase("[]")]
    [TestCase("\"text\"")]
    [TestCase("{} {}")]
    public async Task Success_without_a_valid_body_throws_InvalidResponseException(string body)
    {
        using var server = new MockHttpMessageHandler();
        server.When("*").Respond(_ =>
        {
            var response = Json(body);
            response.Headers.Add("X-Okta-Request-Id", "req-1");
            return response;
        });
        using var okta = Okta(server);

        var exception = await Assert.ThrowsAsync<InvalidResponseException>(() => okta.Users.GetAsync("00u1"));

        Assert.That(exception!.Operation, Is.EqualTo("GET /api/v1/users/{userId}"));
        Assert.That(exception.StatusCode, Is.EqualTo(200));
        Assert.That(exception.RequestId, Is.EqualTo("req-1"));
        Assert.That(body.Trim().Length > 5 && exception.ToString().Contains(body, StringComparison.Ordinal), Is.False, "the exception's text does not contain the body");
    }

    private static NUnit.Framework.Constraints.IResolveConstraint RefusesBaseAddress => Throws.ArgumentException.With.Property("ParamName").EqualTo("BaseAddress");

    private static HttpResponseMessage Json(string body) => new(HttpStatusCode.OK) { Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json") };

    private static OktaClient Okta(HttpMessageHandler transport) => new(new OktaClientOptions { BaseAddress = s_https, Credential = OktaCredential.ApiToken("t"), Transport = transport });

    private static AgilicusClient Agilicus(HttpMessageHandler transport) =>
        new(new AgilicusClientOptions { BaseAddress = s_https, Credential = AgilicusCredential.AccessToken("t"), Transport = transport });
}
