using IdentitySdk.Okta;
using IdentitySdk.OneLogin;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace IdentitySdk.Tests;

/// <summary>Handlers of the host that follow redirects or rewrite requests: their responses are not the vendor's response to the original request.</summary>
public sealed class RedirectTests
{
    private static IEnumerable<TestCaseData> Writes() =>
        from vendor in HostedVendor.All
        from write in vendor.Writes.Keys
        from status in new[] { 301, 302, 303, 307, 308 }
        select new TestCaseData(vendor, write, status).SetArgDisplayNames(vendor.Name, write, $"{status}");

    [TestCaseSource(nameof(Writes))]
    public async Task Write_redirected_to_a_sign_in_page_is_not_a_success(object hosted, string write, int status)
    {
        var vendor = (HostedVendor)hosted;
        await using var server = await RecordingServer.StartAsync(
            (number, context) => number == 1 ? RecordingServer.Redirect(context, status, "/login") : context.Response.WriteAsync("{\"id\":1}"));
        await using var provider = Provide(vendor, server.BaseAddress, new HttpClientHandler());
        var exception = await Assert.CatchAsync<IdentityApiException>(() => vendor.Writes[write](provider, null));

        Assert.That(exception!.IsOutcomeUnknown, Is.True);
        Assert.That(exception, Is.TypeOf<InvalidResponseException>().Or.TypeOf<TransportException>());
        Assert.That(server.Requests.Skip(1).Select(request => request.Body), Has.All.Empty, "no body follows the redirect");
    }

    [Test]
    public async Task Redirected_read_is_an_invalid_response_that_names_TrustedOrigins([Values(301, 302, 307)] int status)
    {
        foreach (var vendor in HostedVendor.All)
        {
            await using var server = new FaultServer(
                number => number == 1 ? Script.Respond(status, "", "Location: /login") : Script.Respond(200, "{\"id\":1}"));
            await using var provider = Provide(vendor, server.BaseAddress, new HttpClientHandler());
            var exception = await Assert.ThrowsAsync<InvalidResponseException>(() => vendor.Read(provider, null));
            Assert.That(exception!.Message, Does.Contain("TrustedOrigins"));
            Assert.That(exception.IsOutcomeUnknown, Is.False);
        }
    }

    [Test]
    public async Task Password_does_not_follow_a_redirect_to_another_origin([Values(307, 308)] int status)
    {
        await using var other = await RecordingServer.StartAsync((_, context) => context.Response.WriteAsync("{\"id\":1}"));
        await using var server = await RecordingServer.StartAsync((_, context) => RecordingServer.Redirect(context, status, $"{other.BaseAddress}api/v1/users"));
        using var okta = new OktaClient(new OktaClientOptions
        {
            BaseAddress = server.BaseAddress, Credential = OktaCredential.ApiToken("token"), Transport = new HttpClientHandler(),
        });
        await Assert.CatchAsync<IdentityApiException>(() => okta.Users.CreateAsync(new Okta.CreateUserRequest
        {
            Profile = new UserProfile { Login = "jane@example.com" },
            Credentials = new UserCredentials { Password = new PasswordCredential { Value = "S3cr3t-Pa55" } },
        }));

        Assert.That(server.Requests.Single().Body, Does.Contain("S3cr3t-Pa55"), "the password was sent to its own origin");
        Assert.That(other.Requests.Select(request => request.Body), Has.None.Contain("S3cr3t"));
    }

    [Test]
    public async Task Token_from_another_origin_is_not_used([Values(302, 307)] int status)
    {
        await using var other = new FaultServer(_ => Script.Respond(200, "{\"access_token\":\"stolen\",\"token_type\":\"bearer\"}"));
        await using var server = new FaultServer(number => number == 1
            ? Script.Respond(status, "", $"Location: {other.BaseAddress}auth/oauth2/v2/token")
            : Script.Respond(200, "{\"id\":1}"));
        using var oneLogin = new OneLoginClient(new OneLoginClientOptions
        {
            BaseAddress = server.BaseAddress,
            Credential = OneLoginCredential.Client("id", "secret"),
            Transport = new HttpClientHandler(),
            Retry = new RetryOptions { MaxRetries = 0 },
        });
        await Assert.CatchAsync<IdentityApiException>(() => oneLogin.Users.GetAsync(1));

        Assert.That(server.Requests, Has.Count.EqualTo(1));
        Assert.That(server.Requests, Has.All.Not.Contain("stolen"));
    }

    [Test]
    public async Task Retry_after_a_redirect_sends_the_original_request()
    {
        foreach (var vendor in HostedVendor.All)
        {
            // The handler rewrites the first attempt into the redirect's target and fails; the vendor responds to the next attempt.
            await using var server = new FaultServer(_ => Script.Respond(200, "{\"id\":1}"));
            await using var provider = Provide(vendor, server.BaseAddress, new RedirectingHandler { InnerHandler = new HttpClientHandler() }, retries: 1);
            await vendor.Read(provider, null);

            Assert.That(server.Requests.Single().Split("\r\n")[0], Does.Not.Contain("/login"));
        }
    }

    [Test]
    public async Task Response_from_another_origin_is_accepted_only_if_trusted([Values] bool isTrusted)
    {
        foreach (var vendor in HostedVendor.All)
        {
            await using var gateway = new FaultServer(_ => Script.Respond(200, "{\"id\":1}"));
            var services = new ServiceCollection();
            vendor.Register(
                services,
                options =>
                {
                    options.BaseAddress = new Uri("https://vendor.example");
                    options.Transport = new GatewayHandler(gateway.BaseAddress) { InnerHandler = new HttpClientHandler() };
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
    public void Unsafe_trusted_origin_is_refused() => Assert.Throws<ArgumentException>(() => new OktaClient(new OktaClientOptions
    {
        BaseAddress = new Uri("https://example.okta.com"), Credential = OktaCredential.ApiToken("token"), TrustedOrigins = { new Uri("http://gateway.example") },
    }));

    private static ServiceProvider Provide(HostedVendor vendor, Uri address, HttpMessageHandler transport, int retries = 0)
    {
        var services = new ServiceCollection();
        var retry = new RetryOptions { MaxRetries = retries, BaseDelay = TimeSpan.Zero };
        vendor.Register(services, options => (options.BaseAddress, options.Transport, options.Retry) = (address, transport, retry), null);
        return services.BuildServiceProvider();
    }

    /// <summary>Rewrites the first request as if it followed a redirect, and loses the connection.</summary>
    private sealed class RedirectingHandler : DelegatingHandler
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

    private sealed class GatewayHandler(Uri address) : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.RequestUri = new Uri(address, request.RequestUri!.PathAndQuery);
            return base.SendAsync(request, cancellationToken);
        }
    }
}
