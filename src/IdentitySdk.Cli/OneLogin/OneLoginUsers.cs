using System.Globalization;
using System.Runtime.CompilerServices;
using IdentitySdk.Cli.Hosting;
using IdentitySdk.Cli.Vendors;
using IdentitySdk.OneLogin;
using IdentitySdk.Testing;

namespace IdentitySdk.Cli.OneLogin;

/// <summary>OneLogin's users; a filter is <c>field=value</c>, with <c>*</c> for any text.</summary>
internal sealed class OneLoginUsers(OneLoginClient client, VendorEmulator? emulator = null) : IUserSource
{
    public static FieldFilter<ListUsersOptions> Filter { get; } = new("OneLogin", new Dictionary<string, Action<ListUsersOptions, string>>
    {
        ["email"] = static (options, value) => options.Email = value,
        ["username"] = static (options, value) => options.Username = value,
        ["firstname"] = static (options, value) => options.Firstname = value,
        ["lastname"] = static (options, value) => options.Lastname = value,
        ["samaccountname"] = static (options, value) => options.Samaccountname = value,
        ["userprincipalname"] = static (options, value) => options.Userprincipalname = value,
        ["external_id"] = static (options, value) => options.ExternalId = value,
        ["directory_id"] = static (options, value) => options.DirectoryId = Number(value),
        ["group_id"] = static (options, value) => options.GroupId = Number(value),
        ["role_id"] = static (options, value) => options.RoleId = Number(value),
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
        long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? Row(await client.Users.GetAsync(number, cancellationToken: cancellationToken))
            : throw new UsageException("The id of a OneLogin user is a whole number.");

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await (emulator?.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    private static UserRow Row(User user) => new(
        "onelogin",
        user.Id?.ToString(CultureInfo.InvariantCulture) ?? "",
        user.Username ?? user.Email ?? "",
        UserRow.FullName(user.Firstname, user.Lastname),
        Status(user.Status),
        user);

    /// <summary>The name of a status, which is a number in responses.</summary>
    private static string Status(UserStatus? status) => status?.Value switch
    {
        null => "",
        UserStatus.Values.Unactivated => "unactivated",
        UserStatus.Values.Active => "active",
        UserStatus.Values.Suspended => "suspended",
        UserStatus.Values.Locked => "locked",
        UserStatus.Values.PasswordExpired => "password expired",
        UserStatus.Values.AwaitingPasswordReset => "awaiting reset",
        UserStatus.Values.PasswordPending => "password pending",
        UserStatus.Values.SecurityQuestionsRequired => "questions required",
        { } unknown => unknown.ToString(CultureInfo.InvariantCulture),
    };

    private static long Number(string value) => long.Parse(value, NumberStyles.None, CultureInfo.InvariantCulture);
}
