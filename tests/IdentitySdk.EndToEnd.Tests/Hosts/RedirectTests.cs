using IdentitySdk.Okta;
using IdentitySdk.OneLogin;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace IdentitySdk.Tests;

/// <summary>A host's handler that follows redirects or rewrites requests: what came is not the vendor's response to what was sent.</summary>
public sealed class RedirectTests
{
    private static IEnumerable<TestCaseData> Writes() =>
        from vendor in HostedVendor.All
        from write in vendor.Writes.Keys
        from status in new[] { 301, 302, 303, 307, 308 }
        select new TestCaseData(vendor, write, status).SetArgDisplayNames(vendor.Name, write, $"{status}");

    [TestCaseSource(nameof(Writes))]
    public async Task A_write_that_was_led_to_a_sign_in_page_is_no_success(object hosted, string write, int status)
    {
        var vendor = (HostedVendor)hosted;
        await using var server = await BodyServer.StartAsync((number, context) => number == 1 ? BodyServer.Redirect(context, status, "/login") : context.Response.WriteAsync("{\"id\":1}"));
        await using var provider = Provide(vendor, server.BaseAddress, new HttpClientHandler());
        var exception = await Assert.CatchAsync<IdentityApiException>(() => vendor.Writes[write](provider, null));

        Assert.That(exception!.IsOutcomeUnknown, Is.True);
        Assert.That(exception, Is.TypeOf<InvalidResponseException>().Or.TypeOf<TransportException>());
        Assert.That(server.Requests.Skip(1).Select(request => request.Body), Has.All.Empty, "no body travels on");
    }

    [Test]
    public async Task A_read_that_was_led_elsewhere_is_no_answer_and_says_why([Values(301, 302, 307)] int status)
    {
        foreach (var vendor in HostedVendor.All)
        {
            await using var server = new FaultServer(number => number == 1 ? Script.Answer(status, "", "Location: /login") : Script.Answer(200, "{\"id\":1}"));
            await using var provider = Provide(vendor, server.BaseAddress, new HttpClientHandler());
            var exception = await Assert.ThrowsAsync<InvalidResponseException>(() => vendor.Read(provider, null));
            Assert.That(exception!.Message, Does.Contain("TrustedOrigins"));
            Assert.That(exception.IsOutcomeUnknown, Is.False);
        }
    }

    [Test]
    public async Task The_password_of_a_create_does_not_follow_a_redirect_to_another_origin([Values(307, 308)] int status)
    {
        await using var other = await BodyServer.StartAsync((_, context) => context.Response.WriteAsync("{\"id\":1}"));
        await using var server = await BodyServer.StartAsync((_, context) => BodyServer.Redirect(context, status, $"{other.BaseAddress}api/v1/users"));
        using var okta = new OktaClient(new OktaClientOptions { BaseAddress = server.BaseAddress, Credential = OktaCredential.ApiToken("token"), Transport = new HttpClientHandler() });
        await Assert.CatchAsync<IdentityApiException>(() => okta.Users.CreateAsync(
            new Okta.CreateUserRequest { Profile = new UserProfile { Login = "jane@example.com" }, Credentials = new UserCredentials { Password = new PasswordCredential { Value = "S3cr3t-Pa55" } } }));

        Assert.That(server.Requests.Single().Body, Does.Contain("S3cr3t-Pa55"), "it was sent where it belongs");
        Assert.That(other.Requests.Select(request => request.Body), Has.None.Contain("S3cr3t"));
    }

    [Test]
    public async Task A_token_that_came_from_elsewhere_is_not_used([Values(302, 307)] int status)
    {
        await using var other = new FaultServer(_ => Script.Answer(200, "{\"access_token\":\"stolen\",\"token_type\":\"bearer\"}"));
        await using var server = new FaultServer(number => number == 1 ? Script.Answer(status, "", $"Location: {other.BaseAddress}auth/oauth2/v2/token") : Script.Answer(200, "{\"id\":1}"));
        using var oneLogin = new OneLoginClient(new OneLoginClientOptions
        {
            BaseAddress = server.BaseAddress, Credential = OneLoginCredential.Client("id", "secret"), Transport = new HttpClientHandler(), Retry = new RetryOptions { MaxRetries = 0 },
        });
        await Assert.CatchAsync<IdentityApiException>(() => oneLogin.Users.GetAsync(1));

        Assert.That(server.Requests, Has.Count.EqualTo(1));
        Assert.That(server.Requests, Has.All.Not.Contain("stolen"));
    }

    [Test]
    public async Task A_retry_repeats_what_was_meant_and_not_where_it_was_led()
    {
        foreach (var vendor in HostedVendor.All)
        {
            // The handler follows the redirect, and the page it finds fails; a later attempt is answered by the vendor.
            await using var server = new FaultServer(_ => Script.Answer(200, "{\"id\":1}"));
            await using var provider = Provide(vendor, server.BaseAddress, new Misleading { InnerHandler = new HttpClientHandler() }, retries: 1);
            await vendor.Read(provider, null);

            Assert.That(server.Requests.Single().Split("\r\n")[0], Does.Not.Contain("/login"));
        }
    }

    [Test]
    public async Task An_origin_that_is_trusted_may_answer_when_verb_and_path_are_unchanged([Values] bool isTrusted)
    {
        foreach (var vendor in HostedVendor.All)
        {
            await using var gateway = new FaultServer(_ => Script.Answer(200, "{\"id\":1}"));
            var services = new ServiceCollection();
            vendor.Register(
                services,
                options =>
                {
                    (options.BaseAddress, options.Transport) = (new Uri("https://vendor.example"), new Gateway(gateway.BaseAddress) { InnerHandler = new HttpClientHandler() });
                    if (isTrusted)
                    {
                        options.TrustedOrigins.Add(gateway.BaseAddress);
                    }
                },
                null);
            await using var provider = services.BuildServiceProvider();
            if (isTrusted)
            {
                await vendor.Read(provider, null);
                await vendor.Writes["create"](provider, null);
            }
            else
            {
                await Assert.ThrowsAsync<InvalidResponseException>(() => vendor.Read(provider, null));
            }
        }
    }

    [Test]
    public void A_trusted_origin_must_be_one_that_credentials_may_be_sent_to() => Assert.Throws<ArgumentException>(() => new OktaClient(new OktaClientOptions
    {
        BaseAddress = new Uri("https://example.okta.com"), Credential = OktaCredential.ApiToken("token"), TrustedOrigins = { new Uri("http://gateway.example") },
    }));

    private static ServiceProvider Provide(HostedVendor vendor, Uri address, HttpMessageHandler transport, int retries = 0)
    {
        var services = new ServiceCollection();
        vendor.Register(services, options => (options.BaseAddress, options.Transport, options.Retry) = (address, transport, new RetryOptions { MaxRetries = retries, BaseDelay = TimeSpan.Zero }), null);
        return services.BuildServiceProvider();
    }

    /// <summary>Turns the first request into another one and loses the connection.</summary>
    private sealed class Misleading : DelegatingHandler
    {
        private int _requests;

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (Interlocked.Increment(ref _requests) > 1)
            {
                return base.SendAsync(request, cancellationToken);
            }

            (request.Method, request.RequestUri, request.Content) = (HttpMethod.Get, new Uri(request.RequestUri!, "/login"), null);
            throw new HttpRequestException("lost");
        }
    }

    private sealed class Gateway(Uri address) : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.RequestUri = new Uri(address, request.RequestUri!.PathAndQuery);
            return base.SendAsync(request, cancellationToken);
        }
    }
}
