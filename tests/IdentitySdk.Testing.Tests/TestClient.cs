using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace IdentitySdk.Testing.Tests;

/// <summary>A plain HttpClient for an emulator.</summary>
internal static class TestClient
{
    public static HttpClient Create(VendorEmulator emulator, string? authorization = null, HttpMessageHandler? handler = null)
    {
        var client = new HttpClient(handler ?? new SocketsHttpHandler()) { BaseAddress = emulator.BaseAddress };
        if (authorization is not null)
        {
            client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", authorization);
        }

        return client;
    }

    public static HttpClient CreateInProcess(VendorEmulator emulator, string? authorization) => Create(emulator, authorization, emulator.CreateHandler());

    public static async Task<(HttpResponseMessage Response, JsonNode? Body)> SendJsonAsync(
        this HttpClient client, string method, string path, object? body = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = body is null ? null : Json(body) };
        var response = await client.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return (response, text.Length > 0 && response.Content.Headers.ContentType?.MediaType == "application/json" ? JsonNode.Parse(text) : null);
    }

    public static async Task<JsonNode> GetJsonAsync(this HttpClient client, string path)
    {
        var (response, body) = await client.SendJsonAsync("GET", path);
        Assert.That((int)response.StatusCode, Is.EqualTo(200), body?.ToJsonString());
        return body!;
    }

    public static string Header(this HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) ? string.Join(", ", values) : "";

    private static StringContent Json(object body) =>
        new(body as string ?? System.Text.Json.JsonSerializer.Serialize(body), Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
}
