using IdentitySdk.Okta;

namespace IdentitySdk.Benchmarks.Clients;

/// <summary>The SDK with its default options.</summary>
/// <param name="baseAddress">The server.</param>
/// <param name="readsTokens">Whether custom attributes are read as JSON tokens of AdditionalData, instead of through methods that create no tokens.</param>
internal sealed class SdkClient(Uri baseAddress, bool readsTokens = false) : IUserClient
{
    private readonly OktaClient _okta = new(new OktaClientOptions { BaseAddress = baseAddress, Credential = OktaCredential.ApiToken("00token") });

    public async Task<string?> GetAsync(string id) => (await _okta.Users.GetAsync(id).ConfigureAwait(false)).Id;

    public async Task<Func<Task<string?>>> PrepareUpdateAsync(string id)
    {
        var update = UpdateUserRequest.From(await _okta.Users.GetAsync(id).ConfigureAwait(false));
        return async () => (await _okta.Users.UpdateAsync(id, update).ConfigureAwait(false)).Id;
    }

    public async Task<int> ListAsync(int pages, bool readsAttribute = false, Func<Task>? workAsync = null)
    {
        var (options, count) = (new ListUsersOptions { Limit = 200 }, 0);
        if (workAsync is null)
        {
            await foreach (var user in _okta.Users.ListAllAsync(options).ConfigureAwait(false))
            {
                count += (readsAttribute ? Desk(user) : user.Id) is null ? 0 : 1;
            }

            return count;
        }

        await foreach (var page in _okta.Users.ListAllAsync(options).AsPages().ConfigureAwait(false))
        {
            count += page.Items.Count;
            await workAsync().ConfigureAwait(false);
        }

        return count;
    }

    private object? Desk(User user) => readsTokens ? user.Profile!.AdditionalData["desk"] : user.Profile!.GetString("desk");

    public void Dispose() => _okta.Dispose();
}
