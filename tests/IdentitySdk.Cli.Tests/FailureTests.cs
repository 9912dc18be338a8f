using System.Net;
using System.Net.Sockets;
using IdentitySdk.Testing;

namespace IdentitySdk.Tests;

public sealed class FailureTests
{
    [Test]
    public async Task Rejected_credential_is_named_but_not_shown()
    {
        await using var okta = await OktaEmulator.StartAsync();

        var result = await ListAsync(okta.BaseAddress);

        Assert.That(result.ExitCode, Is.EqualTo(1));
        Assert.That(result.Error, Does.StartWith("idsdk: Okta GET /api/v1/users: not authenticated, HTTP 401, code E0000011"));
        Assert.That(result.Error,
            Does.EndWith("\nCheck OKTA_API_TOKEN, OKTA_CLIENT_ID and OKTA_SCOPES and OKTA_PRIVATE_KEY or OKTA_ACCESS_TOKEN, "
                + "or the profile (idsdk profiles list).\n").And.Not.Contain(Tool.Secret));
    }

    [TestCase(403, "not allowed, HTTP 403", 1)]
    [TestCase(404, "not found, HTTP 404", 4)]
    [TestCase(429, "rate limit exceeded, HTTP 429", 1)]
    [TestCase(500, "server error, HTTP 500", 1)]
    [TestCase(302, "the server redirects, which the SDK does not follow, HTTP 302", 1)]
    public async Task Vendor_error_has_message_causes_and_request_id(int status, string expected, int exitCode)
    {
        await using var okta = await OktaEmulator.StartAsync();
        okta.Faults.Next(Fault.Status(status,
            "{\"errorCode\":\"E0000007\",\"errorSummary\":\"ada@example.com is \\u001b[31munwell\","
                + "\"errorCauses\":[{\"errorSummary\":\"a cold\"}],\"errorId\":\"oae123\"}"));

        var result = await ListAsync(okta.BaseAddress, okta.ApiToken);

        Assert.That(result.ExitCode, Is.EqualTo(exitCode));
        Assert.That(result.Out, Is.Empty);
        Assert.That(result.Error, Does.StartWith($"idsdk: Okta GET /api/v1/users: {expected}"));
        Assert.That(result.Error, Does.Contain("\nOkta: ada@example.com is  [31munwell\n- a cold\nRequest id: "));
    }

    [Test]
    public async Task Filter_rejected_by_the_vendor_is_a_vendor_error()
    {
        var result = await Tool.RunAsync("users", "list", "--vendor", "okta", "--emulator", "--filter", "profile.login ne \"x\"");

        Assert.That(result.ExitCode, Is.EqualTo(1));
        Assert.That(result.Error, Does.StartWith("idsdk: Okta GET /api/v1/users: invalid request, HTTP 400, code E0000031"));
    }

    [Test]
    public async Task Address_without_a_server_is_unreachable()
    {
        var result = await ListAsync(new Uri($"http://127.0.0.1:{FreePort()}"));

        result.AssertFailed(3, "Okta GET /api/v1/users: the connection failed: no server is listening at this address. Check the base URL.");
    }

    [Test]
    public async Task Unknown_host_is_unreachable()
    {
        var result = await ListAsync(new Uri("https://idsdk.invalid"));

        result.AssertFailed(3, "Okta GET /api/v1/users: the connection failed: the host name cannot be resolved. Check the base URL.");
    }

    [Test]
    public async Task Reset_connection_is_unreachable()
    {
        await using var okta = await OktaEmulator.StartAsync();
        okta.Faults.Next(Fault.Reset());

        var result = await ListAsync(okta.BaseAddress, okta.ApiToken);

        Assert.That(result.ExitCode, Is.EqualTo(3));
        const string expected = @"\Aidsdk: Okta GET /api/v1/users: the connection failed: the (connection was lost|server closed the connection)\.\n\z";
        Assert.That(result.Error, Does.Match(expected));
    }

    [Test]
    public async Task Untrusted_certificate_is_rejected()
    {
        await using var server = UntrustedServer.Start();

        var result = await ListAsync(server.Address);

        result.AssertFailed(3, "Okta GET /api/v1/users: the connection failed: the server's certificate is not accepted, or the server does not speak TLS.");
    }

    [Test]
    public async Task Transient_failure_is_retried_and_not_reported()
    {
        await using var okta = await OktaEmulator.StartAsync();
        okta.Faults.Next(Fault.Status(503).WithHeader("Retry-After", "0"));
        var tool = new Tool { Retries = 1, Variables = { ["OKTA_API_TOKEN"] = okta.ApiToken } };

        var result = await tool.WithArgumentsAsync(["users", "list", "--vendor", "okta", "--base-url", okta.BaseAddress.ToString(), "--take", "1"]);

        result.AssertSucceeded();
    }

    [Test]
    public async Task Waits_are_reported()
    {
        await using var okta = await OktaEmulator.StartAsync();
        okta.Faults.Next(Fault.Status(503).WithHeader("Retry-After", "0"));
        var tool = new Tool { Retries = 1, Variables = { ["OKTA_API_TOKEN"] = okta.ApiToken } };

        var result = await tool.WithArgumentsAsync(["users", "list", "--vendor", "okta", "--base-url", okta.BaseAddress.ToString(), "--take", "1"]);

        Assert.That(result.Error, Does.Contain("idsdk: note: Okta GET /api/v1/users is retried (retry 1, reason "));
    }

    private static Task<ToolResult> ListAsync(Uri address, string token = Tool.Secret) =>
        new Tool { Variables = { ["OKTA_API_TOKEN"] = token } }.WithArgumentsAsync(["users", "list", "--vendor", "okta", "--base-url", address.ToString()]);

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
