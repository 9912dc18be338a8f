using System.Globalization;
using IdentitySdk.Benchmarks.Stock.Okta;

namespace IdentitySdk.Benchmarks.Clients;

/// <summary>The client that NSwag generates from the same specification by default. It hides headers, so page numbers replace the cursors.</summary>
internal sealed class StockClient : IUserClient
{
    private readonly HttpClient _http;
    private readonly UsersClient _users;

    public StockClient(Uri baseAddress)
    {
        _http = ClientFactory.CreateHttp(baseAddress);
        _users = new UsersClient(_http) { BaseUrl = baseAddress.AbsoluteUri };
    }

    public async Task<string?> GetAsync(string id) => (await _users.GetAsync(id).ConfigureAwait(false)).Id;

    public async Task<Func<Task<string?>>> PrepareUpdateAsync(string id)
    {
        var user = await _users.GetAsync(id).ConfigureAwait(false);
        var update = new UpdateUserRequest { Profile = user.Profile, Credentials = user.Credentials, Type = user.Type };
        return async () => (await _users.UpdateAsync(id, update, null).ConfigureAwait(false)).Id;
    }

    public async Task<int> ListAsync(int pages, bool readsAttribute = false, Func<Task>? workAsync = null)
    {
        var count = 0;
        for (var page = 0; page < pages; page++)
        {
            var after = page == 0 ? null : page.ToString(CultureInfo.InvariantCulture);
            foreach (var user in await _users.ListAsync(null, after, 200, null, null, null, null).ConfigureAwait(false))
            {
                count += (readsAttribute ? user.Profile!.AdditionalProperties["desk"] : user.Id) is null ? 0 : 1;
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
