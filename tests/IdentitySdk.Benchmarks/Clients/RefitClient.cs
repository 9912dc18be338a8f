using System.Globalization;
using System.Text.Json;
using Refit;

namespace IdentitySdk.Benchmarks.Clients;

/// <summary>Refit with the models and the generated serializer of <see cref="LimitClient{T}"/>.</summary>
internal sealed class RefitClient : IUserClient
{
    private readonly HttpClient _http;
    private readonly IRefitUsers _users;

    public RefitClient(Uri baseAddress)
    {
        // Refit appends its paths to the base address as text.
        _http = ClientFactory.CreateHttp(new Uri(baseAddress.AbsoluteUri.TrimEnd('/')));
        _users = RestService.For<IRefitUsers>(_http, new RefitSettings(new SystemTextJsonContentSerializer(new JsonSerializerOptions(LimitJson.Default.Options))));
    }

    public async Task<string?> GetAsync(string id) => (await _users.GetAsync(id).ConfigureAwait(false)).Id;

    public async Task<Func<Task<string?>>> PrepareUpdateAsync(string id)
    {
        var user = await _users.GetAsync(id).ConfigureAwait(false);
        return async () => (await _users.UpdateAsync(id, user).ConfigureAwait(false)).Id;
    }

    public async Task<int> ListAsync(int pages, bool readsAttribute = false, Func<Task>? workAsync = null)
    {
        var count = 0;
        for (var page = 0; page < pages; page++)
        {
            var after = page == 0 ? null : page.ToString(CultureInfo.InvariantCulture);
            foreach (var user in await _users.ListAsync(after, 200).ConfigureAwait(false))
            {
                count += (readsAttribute ? user.Profile?.Desk : user.Id) is null ? 0 : 1;
            }

            if (workAsync is not null)
            {
                await workAsync().ConfigureAwait(false);
            }
        }

        return count;
    }

    public void Dispose() => _http.Dispose();
}
