using System.Text.RegularExpressions;

namespace IdentitySdk.Testing.Tests;

internal static partial class OktaTestClient
{
    public static HttpClient Create(OktaEmulator okta) => TestClient.Create(okta, $"SSWS {okta.ApiToken}");

    public static async Task<List<string>> ReadAllIdsAsync(OktaEmulator okta, string? path = "/api/v1/users", HttpMessageHandler? handler = null)
    {
        using var client = TestClient.Create(okta, $"SSWS {okta.ApiToken}", handler);
        List<string> ids = [];
        while (path is not null)
        {
            var (response, body) = await client.SendJsonAsync("GET", path);
            Assert.That((int)response.StatusCode, Is.EqualTo(200), body?.ToJsonString());
            ids.AddRange(body!.AsArray().Select(user => user!["id"]!.ToString()));
            path = NextLink(response);
        }

        return ids;
    }

    public static string? NextLink(HttpResponseMessage response) =>
        LinkPattern().Match(response.Header("Link")) is { Success: true } match ? match.Groups[1].Value : null;

    [GeneratedRegex("<([^>]*)>; rel=\"next\"")]
    private static partial Regex LinkPattern();
}
