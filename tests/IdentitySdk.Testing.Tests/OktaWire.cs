using System.Text.RegularExpressions;

namespace IdentitySdk.Testing.Tests;

internal static partial class OktaWire
{
    public static HttpClient Client(OktaEmulator okta) => Wire.Client(okta, $"SSWS {okta.ApiToken}");

    public static async Task<List<string>> ReadAllAsync(OktaEmulator okta, string? path = "/api/v1/users")
    {
        using var client = Client(okta);
        List<string> ids = [];
        while (path is not null)
        {
            var (response, body) = await client.CallAsync("GET", path);
            Assert.That((int)response.StatusCode, Is.EqualTo(200), body?.ToJsonString());
            ids.AddRange(body!.AsArray().Select(user => user!["id"]!.ToString()));
            path = Next(response);
        }

        return ids;
    }

    public static string? Next(HttpResponseMessage response) =>
        NextLink().Match(response.Header("Link")) is { Success: true } match ? match.Groups[1].Value : null;

    [GeneratedRegex("<([^>]*)>; rel=\"next\"")]
    private static partial Regex NextLink();
}
