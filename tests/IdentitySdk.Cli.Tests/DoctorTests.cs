using System.Security.Cryptography;
using IdentitySdk.Testing;
using Newtonsoft.Json.Linq;

namespace IdentitySdk.Tests;

public sealed class DoctorTests
{
    [TestCase("okta")]
    [TestCase("onelogin")]
    [TestCase("agilicus")]
    public async Task Healthy_tenant_has_only_good_findings(string vendor)
    {
        await using var tenant = await Tenant.StartAsync(vendor, 3);

        var result = await tenant.Tool().WithArgumentsAsync(["doctor", "--vendor", vendor]);

        Assert.That(result.ExitCode, Is.Zero, result.Out);
        Assert.That(result.Lines, Has.All.StartsWith("ok "));
        foreach (var check in new[] { "versions", "address", "proxy", "tls", "credential", "list", "paging", "rate limit" })
        {
            Assert.That(result.Out, Does.Contain($"  {check}: "));
        }
    }

    [Test]
    public async Task Json_output_contains_all_findings()
    {
        var result = await Tool.RunAsync("doctor", "--vendor", "all", "--emulator", "--json");

        var findings = JArray.Parse(result.Out);
        Assert.That(findings.Select(finding => (string)finding["target"]!).Distinct(), Is.EqualTo(new[] { "idsdk", "okta", "onelogin", "agilicus" }));
        Assert.That(findings.Select(finding => (string)finding["verdict"]!), Has.All.EqualTo("ok"));
    }

    [Test]
    public async Task Rejected_credential_is_a_failed_check_with_a_fix()
    {
        await using var okta = await OktaEmulator.StartAsync();

        var result = await Doctor(okta.BaseAddress, IdentitySdk.Tests.Tool.Secret);

        Assert.That(result.ExitCode, Is.EqualTo(6));
        Assert.That(result.Out,
            Does.Contain("failed   okta  credential: Okta GET /api/v1/users: not authenticated, HTTP 401").And.Contains(" -> Check OKTA_API_TOKEN"));
        Assert.That(result.Out, Does.Not.Contain(IdentitySdk.Tests.Tool.Secret));
    }

    [Test]
    public async Task Missing_credential_is_a_failed_check_with_a_fix()
    {
        var result = await Tool.RunAsync("doctor", "--vendor", "agilicus");

        Assert.That(result.ExitCode, Is.EqualTo(6));
        Assert.That(result.Out, Does.Contain("failed   agilicus  settings: No credential for Agilicus").And.Contains(" -> idsdk login agilicus"));
    }

    [Test]
    public async Task Unknown_host_is_a_failed_check_and_ends_the_checks()
    {
        var result = await Doctor(new Uri("https://idsdk.invalid"), "token");

        Assert.That(result.ExitCode, Is.EqualTo(6));
        Assert.That(result.Out, Does.Contain("failed   okta  address: idsdk.invalid cannot be resolved").And.Not.Contain("credential"));
    }

    [Test]
    public async Task Closed_port_is_a_failed_check()
    {
        var result = await Doctor(new Uri("http://127.0.0.1:9"), "token");

        Assert.That(result.ExitCode, Is.EqualTo(6));
        Assert.That(result.Out, Does.Contain("failed   okta  tls: "));
    }

    [Test]
    public async Task Untrusted_certificate_is_a_failed_check()
    {
        await using var server = UntrustedServer.Start();

        var result = await Doctor(server.Address, "token");

        Assert.That(result.ExitCode, Is.EqualTo(6));
        Assert.That(result.Out, Does.Contain("failed   okta  tls: ").And.Contains("certificate authority"));
    }

    [Test]
    public async Task Empty_list_is_a_warning_about_the_token()
    {
        await using var okta = await OktaEmulator.StartAsync(new OktaEmulatorOptions { UserCount = 0 });

        var result = await Doctor(okta.BaseAddress, okta.ApiToken);

        Assert.That(result.ExitCode, Is.Zero);
        Assert.That(result.Out, Does.Contain("warning  okta  list: no users, and no error -> Okta lists only the users"));
    }

    [TestCase(-300, "behind")]
    [TestCase(300, "ahead of")]
    public async Task Wrong_clock_is_a_warning(int seconds, string side)
    {
        await using var okta = await OktaEmulator.StartAsync();
        var tool = new Tool
        {
            TimeProvider = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(DateTimeOffset.UnixEpoch.AddYears(50).AddSeconds(seconds)),
            Transport = () => new DatedHandler(okta.CreateHandler(), DateTimeOffset.UnixEpoch.AddYears(50)),
            Variables = { ["OKTA_API_TOKEN"] = okta.ApiToken },
        };

        var result = await tool.WithArgumentsAsync(["doctor", "--vendor", "okta", "--base-url", $"{okta.BaseAddress}"]);

        Assert.That(result.Out, Does.Contain($"warning  okta  clock: this clock is 300 s {side} the vendor's -> "), result.Out);
    }

    [Test]
    public async Task Missing_scope_is_a_warning_and_token_binding_is_reported()
    {
        await using var okta = await OktaEmulator.StartAsync();
        using var key = RSA.Create(2048);
        var tool = new Tool
        {
            Variables =
            {
                ["OKTA_BASE_URL"] = $"{okta.BaseAddress}", ["OKTA_CLIENT_ID"] = okta.ClientId, ["OKTA_PRIVATE_KEY"] = okta.PrivateKeyPem,
                    ["OKTA_SCOPES"] = "okta.groups.read",
            },
        };

        var result = await tool.WithArgumentsAsync(["doctor", "--vendor", "okta"]);

        Assert.That(result.Out, Does.Contain("warning  okta  scopes: requested: okta.groups.read -> listing users requires okta.users.read"));
        Assert.That(result.Out, Does.Contain("dpop: automatic: tokens are bound to a key if Okta requires it"));
    }

    [Test]
    public async Task Verbose_shows_requests_without_secrets_or_bodies()
    {
        await using var okta = await OktaEmulator.StartAsync(new OktaEmulatorOptions { UserCount = 1 });
        var tool = new Tool { Variables = { ["OKTA_API_TOKEN"] = okta.ApiToken } };

        var result = await tool.WithArgumentsAsync(["users", "list", "--vendor", "okta", "--base-url", $"{okta.BaseAddress}", "--verbose"]);

        Assert.That(result.Error, Does.Match(@"> GET http://[^\n]*/api/v1/users\n< 200 OK in \d+ ms, request \S+\n"));
        Assert.That(result.Error, Does.Not.Contain(okta.ApiToken).And.Not.Contain("profile"));
    }

    [Test]
    public async Task Debug_http_shows_a_warning_and_bodies_without_credentials()
    {
        await using var oneLogin = await OneLoginEmulator.StartAsync(new OneLoginEmulatorOptions { UserCount = 1 });
        var tool = new Tool { Variables = { ["ONELOGIN_CLIENT_ID"] = oneLogin.ClientId, ["ONELOGIN_CLIENT_SECRET"] = oneLogin.ClientSecret } };

        var result = await tool.WithArgumentsAsync(["users", "list", "--vendor", "onelogin", "--base-url", $"{oneLogin.BaseAddress}", "--debug-http"]);

        result.Lines.ToList().ForEach(line => Assert.That(line, Does.Not.StartWith("<")));
        Assert.That(result.Error, Does.StartWith("idsdk: warning: --debug-http shows bodies"));
        Assert.That(result.Error,
            Does.Contain("> Authorization: (not shown)").And.Contains("(a token request: the body is not shown)").And.Contains("\"username\""));
        Assert.That(result.Error, Does.Not.Contain(oneLogin.ClientSecret).And.Not.Contain("access_token\":\""));
    }

    private static Task<ToolResult> Doctor(Uri address, string token) =>
        new Tool { Variables = { ["OKTA_API_TOKEN"] = token } }.WithArgumentsAsync(["doctor", "--vendor", "okta", "--base-url", $"{address}"]);

    /// <summary>A server with another clock.</summary>
    private sealed class DatedHandler(HttpMessageHandler inner, DateTimeOffset date) : DelegatingHandler(inner)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = await base.SendAsync(request, cancellationToken);
            response.Headers.Date = date;
            return response;
        }
    }
}
