using System.Runtime.CompilerServices;
using IdentitySdk.Cli.Vendors;
using IdentitySdk.Okta;
using IdentitySdk.Testing;

namespace IdentitySdk.Cli.Okta;

/// <summary>Okta's users; a filter is an expression in Okta's own language.</summary>
internal sealed class OktaUsers(OktaClient client, VendorEmulator? emulator = null) : IUserSource
{
    public async IAsyncEnumerable<UserRow> ListAsync(UserQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var options = new ListUsersOptions { Limit = query.PageSize, Filter = query.Filter };
        await foreach (var user in client.Users.ListAllAsync(options, cancellationToken: cancellationToken))
        {
            yield return Row(user);
        }
    }

    public async Task<UserRow> GetAsync(string id, CancellationToken cancellationToken) =>
        Row(await client.Users.GetAsync(id, cancellationToken: cancellationToken));

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await (emulator?.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    private static UserRow Row(User user) => new(
        "okta",
        user.Id ?? "",
        user.Profile?.Login ?? user.Profile?.Email ?? "",
        UserRow.FullName(user.Profile?.FirstName, user.Profile?.LastName),
        user.Status?.Value ?? "",
        user);
}
