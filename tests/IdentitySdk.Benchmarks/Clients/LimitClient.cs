using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace IdentitySdk.Benchmarks.Clients;

/// <summary>The limit: HttpClient and source-generated System.Text.Json over the response stream, and nothing else.</summary>
internal sealed class LimitClient<TUser>(Uri baseAddress, JsonTypeInfo<TUser> readUser, JsonTypeInfo<List<TUser>> readUsers) : IUserClient
    where TUser : ILimitUser
{
    private static readonly MediaTypeHeaderValue s_json = new("application/json");
    private readonly HttpClient _http = ClientFactory.CreateHttp(baseAddress);

    public async Task<string?> GetAsync(string id)
    {
        using var response = await _http.GetAsync($"api/v1/users/{Uri.EscapeDataString(id)}", HttpCompletionOption.ResponseHeadersRead).ConfigureAwait(false);
        return (await ReadUserAsync(response).ConfigureAwait(false)).Id;
    }

    public async Task<Func<Task<string?>>> PrepareUpdateAsync(string id)
    {
        using var response = await _http.GetAsync($"api/v1/users/{Uri.EscapeDataString(id)}", HttpCompletionOption.ResponseHeadersRead).ConfigureAwait(false);
        var user = await ReadUserAsync(response).ConfigureAwait(false);
        return async () =>
        {
            using var content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(user, readUser)) { Headers = { ContentType = s_json } };
            using var message = new HttpRequestMessage(HttpMethod.Post, $"api/v1/users/{Uri.EscapeDataString(id)}") { Content = content };
            using var updated = await _http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead).ConfigureAwait(false);
            return (await ReadUserAsync(updated).ConfigureAwait(false)).Id;
        };
    }

    public async Task<int> ListAsync(int pages, bool readsAttribute = false, Func<Task>? workAsync = null)
    {
        var count = 0;
        for (var next = new Uri("api/v1/users?limit=200", UriKind.Relative); next is not null;)
        {
            using var response = await _http.GetAsync(next, HttpCompletionOption.ResponseHeadersRead).ConfigureAwait(false);
            response.EnsureSuccessStatusCode();
            using var stream = await response.Content.ReadAsStreamAsync().ConfigureAwait(false);
            var users = await JsonSerializer.DeserializeAsync(stream, readUsers).ConfigureAwait(false);
            foreach (var user in users!)
            {
                count += (readsAttribute ? user.Desk : user.Id) is null ? 0 : 1;
            }

            next = Next(response);
            if (workAsync is not null)
            {
                await workAsync().ConfigureAwait(false);
            }
        }

        return count;
    }

    public void Dispose() => _http.Dispose();

    private async Task<TUser> ReadUserAsync(HttpResponseMessage response)
    {
        response.EnsureSuccessStatusCode();
        using var stream = await response.Content.ReadAsStreamAsync().ConfigureAwait(false);
        return (await JsonSerializer.DeserializeAsync(stream, readUser).ConfigureAwait(false))!;
    }

    private static Uri? Next(HttpResponseMessage response)
    {
        foreach (var link in response.Headers.GetValues("Link"))
        {
            if (link.EndsWith("rel=\"next\"", StringComparison.Ordinal))
            {
                return new Uri(link[1..link.IndexOf('>')]);
            }
        }

        return null;
    }
}
