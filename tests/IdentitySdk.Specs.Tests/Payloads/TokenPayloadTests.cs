using System.Net;
using System.Security.Cryptography;
using System.Text;
using IdentitySdk.Okta;
using IdentitySdk.OneLogin;
using Microsoft.Extensions.Time.Testing;
using Newtonsoft.Json.Linq;
using RichardSzalay.MockHttp;

namespace IdentitySdk.Tests;

/// <summary>Responses of the token endpoints, which are in no specification: a token is used, an error is reported.</summary>
internal sealed class TokenPayloadTests
{
    public static IEnumerable<(string File, string Description)> Rows => Payload.SharedRows
        .Where(row => row.Description.Contains("/token`", StringComparison.Ordinal));

    private static IEnumerable<TestCaseData> Cases => SharedPayloads.WithSkipped(Rows.Select(row => new TestCaseData(row.File, row.Description)), parameters: 2);

    [TestCaseSource(nameof(Cases))]
    public async Task Token_response_is_used_or_reported(string file, string description)
    {
        var body = JObject.Parse(File.ReadAllText(Path.Combine(SharedPayloads.Folder, file)));
        if (body["access_token"] is not null)
        {
            // The recording has a placeholder here, which the SDK rejects.
            body["access_token"] = "token-1";
        }

        var status = description.Contains("400", StringComparison.Ordinal) ? HttpStatusCode.BadRequest : HttpStatusCode.OK;
        using var server = new MockHttpMessageHandler();
        string? sent = null;
        server.When("*").Respond(message =>
        {
            if (message.RequestUri!.AbsolutePath.EndsWith("/token", StringComparison.Ordinal))
            {
                return Json(status, body.ToString(), "dpop-nonce");
            }

            sent = message.Headers.Authorization!.Parameter;
            return Json(HttpStatusCode.OK, "[]");
        });

        var exception = await CallAsync(file.Split('/')[0], server, (DateTimeOffset?)body["created_at"]);

        Assert.That(sent, Is.EqualTo((string?)body["access_token"]), $"{file}: {exception}");
        Assert.That((exception as IdentityApiException)?.VendorCode, Is.EqualTo((string?)body["error"]), file);
    }

    /// <summary>Lists users with a credential that requests a token first; returns the exception.</summary>
    private static async Task<Exception?> CallAsync(string vendor, HttpMessageHandler server, DateTimeOffset? now)
    {
        var clock = new FakeTimeProvider(now?.AddHours(5) ?? DateTimeOffset.UnixEpoch);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        try
        {
            if (vendor == "okta")
            {
                using var okta = new OktaClient(Plain(new OktaClientOptions { Credential = OktaCredential.PrivateKey("client", key, ["okta.users.read"]) }, server, clock));
                await okta.Users.ListAsync();
            }
            else
            {
                using var onelogin = new OneLoginClient(Plain(new OneLoginClientOptions { Credential = OneLoginCredential.Client("id", "secret") }, server, clock));
                await onelogin.Users.ListAsync();
            }

            return null;
        }
        catch (IdentityApiException exception)
        {
            return exception;
        }
    }

    private static T Plain<T>(T options, HttpMessageHandler server, TimeProvider clock)
        where T : IdentityClientOptions
    {
        (options.BaseAddress, options.Transport, options.TimeProvider) = (new Uri("https://vendor.example"), server, clock);
        options.Retry.MaxRetries = 0;
        return options;
    }

    private static HttpResponseMessage Json(HttpStatusCode status, string body, string? nonceHeader = null)
    {
        var response = new HttpResponseMessage(status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        if (nonceHeader is not null)
        {
            response.Headers.Add(nonceHeader, "nonce");
        }

        return response;
    }
}
