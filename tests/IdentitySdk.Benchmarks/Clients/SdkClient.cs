using IdentitySdk.Okta;

namespace IdentitySdk.Benchmarks.Clients;

/// <summary>The SDK with its default options.</summary>
internal sealed class SdkClient(Uri baseAddress) : IUserClient
{
    private readonly OktaClient _okta = new(new OktaClientOptions { BaseAddress = baseAddress, Credential = OktaCredential.ApiToken("00token") });

    public async Task<string?> GetAsync(string id) => (await _okta.Users.GetAsync(id).ConfigureAwait(false)).Id;

    public async Task<Func<Task<string?>>> PrepareUpdateAsync(string id)
    {
        var update = UpdateUserRequest.From(await _okta.Users.GetAsync(id).ConfigureAwait(false));
        return async () => (await _okta.Users.UpdateAsync(id, update).ConfigureAwait(false)).Id;
    }

    public async Task<int> ListAsync(int pages, Func<Task>? workAsync = null)
    {
        var (options, count) = (new ListUsersOptions { Limit = 200 }, 0);
        if (workAsync is null)
        {
            await foreach (var user in _okta.Users.ListAllAsync(options).ConfigureAwait(false))
            {
                count += user.Id is null ? 0 : 1;
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

    public void Dispose() => _okta.Dispose();
}
