using System.Runtime.CompilerServices;
using IdentitySdk.Agilicus;
using IdentitySdk.Cli.Vendors;
using IdentitySdk.Testing;

namespace IdentitySdk.Cli.Agilicus;

/// <summary>Agilicus' users; a filter is <c>field=value</c>.</summary>
internal sealed class AgilicusUsers(AgilicusClient client, VendorEmulator? emulator = null) : IUserSource
{
    public static FieldFilter<ListUsersOptions> Filter { get; } = new("Agilicus", new Dictionary<string, Action<ListUsersOptions, string>>
    {
        ["email"] = static (options, value) => options.Email = value,
        ["prefix_email_search"] = static (options, value) => options.PrefixEmailSearch = value,
        ["first_name"] = static (options, value) => options.FirstName = value,
        ["last_name"] = static (options, value) => options.LastName = value,
        ["type"] = static (options, value) => options.Type = [new UserType(value)],
        ["status"] = static (options, value) => options.Status = [new UserStatus(value)],
        ["provider"] = static (options, value) => options.Provider = value,
        ["org_id"] = static (options, value) => options.OrgId = value,
    });

    public async IAsyncEnumerable<UserRow> ListAsync(UserQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var options = new ListUsersOptions { Limit = query.PageSize };
        Filter.Apply(query.Filter, options);
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
        "agilicus", user.Id ?? "", user.Email ?? "", user.FullName ?? UserRow.FullName(user.FirstName, user.LastName), user.Status?.Value ?? "", user);
}
