using System.Net;
using IdentitySdk.Agilicus;
using IdentitySdk.Okta;
using IdentitySdk.OneLogin;
using RichardSzalay.MockHttp;

namespace IdentitySdk.Tests;

/// <summary>Bad input gets a clear error before any I/O.</summary>
public sealed class BadInputTests
{
    private static readonly Uri s_https = new("https://example.com");

    // A source, not attributes: those are stored as UTF-8, which has no halves of surrogate pairs.
    private static readonly string?[] s_impossibleIds = ["", ".", "..", "a\nb", "a\0b", "\u007f", "\ud800", "a\udc00", "\udc00\ud800", null];

    [TestCaseSource(nameof(s_impossibleIds))]
    public void An_id_that_would_not_arrive_as_itself_is_refused(string? id)
    {
        using var nobody = new MockHttpMessageHandler();
        var anything = nobody.When("*").Respond(HttpStatusCode.OK);
        using var okta = Okta(nobody);
        using var agilicus = Agilicus(nobody);

        Assert.That(() => okta.Users.GetAsync(id!), Throws.ArgumentException.With.Property("ParamName").EqualTo("userId"));
        Assert.That(() => agilicus.Users.RemoveAsync("org", id!), Throws.ArgumentException.With.Property("ParamName").EqualTo("userId"));
        Assert.That(nobody.GetMatchCount(anything), Is.Zero);
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
    public async Task Any_other_id_is_one_escaped_segment(string id, string expected)
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
    public void A_base_address_that_is_not_safe_is_refused(string? address, UriKind kind = UriKind.Absolute)
    {
        var uri = address is null ? null : new Uri(address, kind);

        Assert.That(() => new OktaClient(new OktaClientOptions { BaseAddress = uri, Credential = OktaCredential.ApiToken("t") }), BaseAddressRefused);
        Assert.That(() => new OneLoginClient(new OneLoginClientOptions { BaseAddress = uri, Credential = OneLoginCredential.AccessToken("t") }), BaseAddressRefused);
        Assert.That(() => new AgilicusClient(new AgilicusClientOptions { BaseAddress = uri, Credential = AgilicusCredential.AccessToken("t") }), BaseAddressRefused);
    }

    [TestCase("http://127.0.0.1:8080")]
    [TestCase("http://localhost")]
    [TestCase("http://[::1]:8080/base")]
    public void A_base_address_on_loopback_may_be_http(string address)
    {
        using var okta = new OktaClient(new OktaClientOptions { BaseAddress = new Uri(address), Credential = OktaCredential.ApiToken("t") });
        using var oneLogin = new OneLoginClient(new OneLoginClientOptions { BaseAddress = new Uri(address), Credential = OneLoginCredential.AccessToken("t") });
        using var agilicus = new AgilicusClient(new AgilicusClientOptions { BaseAddress = new Uri(address), Credential = AgilicusCredential.AccessToken("t") });
    }

    [TestCase("https://acme-admin.okta.com")]
    [TestCase("https://acme.okta.com.com")]
    [TestCase("https://{yourOktaDomain}", true)]
    public void The_usual_mistakes_with_an_okta_address_are_refused(string address, bool isNoUri = false)
    {
        if (isNoUri)
        {
            Assert.That(() => new Uri(address), Throws.TypeOf<UriFormatException>());
            return;
        }

        Assert.That(() => new OktaClient(new OktaClientOptions { BaseAddress = new Uri(address), Credential = OktaCredential.ApiToken("t") }), BaseAddressRefused);
    }

    [TestCase("")]
    [TestCase(" ")]
    [TestCase("a b")]
    [TestCase("a\r\nX-Injected: 1")]
    [TestCase("tökén")]
    [TestCase(null)]
    public void A_credential_that_could_not_stand_in_a_header_is_refused_without_being_named(string? secret)
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
            var error = Assert.Throws<ArgumentException>(() => create());
            Assert.That(error!.ParamName, Is.Not.Empty);
            Assert.That(secret is { Length: > 1 } && error.Message.Contains(secret, StringComparison.Ordinal), Is.False);
        }
    }

    [Test]
    public void A_missing_credential_or_body_is_named()
    {
        using var nobody = new MockHttpMessageHandler();
        using var okta = Okta(nobody);

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
    public async Task A_success_without_the_promised_value_is_an_error_with_operation_and_request(string body)
    {
        using var server = new MockHttpMessageHandler();
        server.When("*").Respond(_ =>
        {
            var response = Json(body);
            response.Headers.Add("X-Okta-Request-Id", "req-1");
            return response;
        });
        using var okta = Okta(server);

        var error = await Assert.ThrowsAsync<InvalidResponseException>(() => okta.Users.GetAsync("00u1"));

        Assert.That(error!.Operation, Is.EqualTo("GET /api/v1/users/{userId}"));
        Assert.That(error.StatusCode, Is.EqualTo(200));
        Assert.That(error.RequestId, Is.EqualTo("req-1"));
        Assert.That(body.Trim().Length > 5 && error.ToString().Contains(body, StringComparison.Ordinal), Is.False, "content stays out of exceptions");
    }

    private static NUnit.Framework.Constraints.IResolveConstraint BaseAddressRefused => Throws.ArgumentException.With.Property("ParamName").EqualTo("BaseAddress");

    private static HttpResponseMessage Json(string body) => new(HttpStatusCode.OK) { Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json") };

    private static OktaClient Okta(HttpMessageHandler transport) => new(new OktaClientOptions { BaseAddress = s_https, Credential = OktaCredential.ApiToken("t"), Transport = transport });

    private static AgilicusClient Agilicus(HttpMessageHandler transport) =>
        new(new AgilicusClientOptions { BaseAddress = s_https, Credential = AgilicusCredential.AccessToken("t"), Transport = transport });
}
