using System.Net;
using System.Security.Cryptography;
using System.Text;
using IdentitySdk.Okta;
using IdentitySdk.OneLogin;
using Microsoft.Extensions.Time.Testing;
using Newtonsoft.Json.Linq;
using RichardSzalay.MockHttp;

namespace IdentitySdk.Tests;

/// <summary>Answers of the token endpoints, which no specification holds: a token is used, an error is explained.</summary>
internal sealed class TokenPayloadTests
{
    private static IEnumerable<(string File, string Answers)> Rows => Payload.SharedRows.Where(row => row.Answers.Contains("/token`", StringComparison.Ordinal));

    [Test]
    public async Task An_answer_of_a_token_endpoint_is_understood()
    {
        foreach (var (file, answers) in Rows)
        {
            var body = JObject.Parse(File.ReadAllText(Path.Combine(Payload.SharedFolder, file)));
            if (body["access_token"] is not null)
            {
                // Whoever recorded it has put a placeholder there, which the SDK refuses.
                body["access_token"] = "token-1";
            }

            var status = answers.Contains("400", StringComparison.Ordinal) ? HttpStatusCode.BadRequest : HttpStatusCode.OK;
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

            var fault = await CallAsync(file.Split('/')[0], server, (DateTimeOffset?)body["created_at"]);

            Assert.That(sent, Is.EqualTo((string?)body["access_token"]), $"{file}: {fault}");
            Assert.That((fault as IdentityApiException)?.VendorCode, Is.EqualTo((string?)body["error"]), file);
        }
    }

    /// <summary>Lists users with a credential that has to get a token first; returns what was thrown.</summary>
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
        catch (IdentityApiException fault)
        {
            return fault;
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
