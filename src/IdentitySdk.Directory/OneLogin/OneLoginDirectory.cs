using System.Globalization;
using IdentitySdk.OneLogin;
using NativeState = IdentitySdk.OneLogin.UserState;

namespace IdentitySdk.Directories;

/// <summary>OneLogin users: partial updates by PUT; custom attributes, passwords and states by separate calls.</summary>
internal sealed class OneLoginDirectory(OneLoginClient client, VendorDirectoryOptions options)
    : UserDirectory<User>(options.TenantOf("onelogin", client.BaseAddress), OneLoginMapping.Capabilities(options))
{
    private readonly AttributeMap _map = OneLoginMapping.Attributes;

    protected override IAsyncEnumerable<User> ListModels(CancellationToken cancellationToken) =>
        client.Users.ListAllAsync(cancellationToken: cancellationToken);

    protected override async Task<User?> GetModelAsync(string id, CancellationToken cancellationToken) =>
        await client.Users.GetAsync(Number(id), cancellationToken: cancellationToken).ConfigureAwait(false);

    /// <summary>OneLogin's wildcards cannot be escaped, so a value that contains one is searched for in the whole list.</summary>
    protected override async Task<IReadOnlyList<User>> FindModelsAsync(UserKey key, string value, CancellationToken cancellationToken)
    {
        var hasWildcard = value.IndexOf('*') >= 0 || value[0] == '!';
        var found = new List<User>();
        var list = hasWildcard ? null : Query(key, value);
        await foreach (var user in client.Users.ListAllAsync(list, cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            if (!hasWildcard || KeyText.Same(Map(user).Values[key.Of], value))
            {
                found.Add(user);
            }
        }

        return found;
    }

    protected override async Task<User> CreateModelAsync(NewUser user, CancellationToken cancellationToken)
    {
        if (!user.Activate)
        {
            throw new NotSupportedException("OneLogin does not support the creation of inactive users: create the user, and deactivate it.");
        }

        var request = ModelJson.Create<CreateUserRequest>(_map.Members(user.Values.Where(item => !item.Key.IsCustom && !item.Value.IsNone)));
        var created = await client.Users.CreateAsync(request, cancellationToken: cancellationToken).ConfigureAwait(false);
        var id = created.Id!.Value;
        await VendorErrors.FollowAsync(async () =>
        {
            await SetCustomAttributesAsync(id, user.Values.Where(item => !item.Value.IsNone), cancellationToken).ConfigureAwait(false);
            if (user.Password is { } password)
            {
                var request = new SetPasswordRequest { Password = password, PasswordConfirmation = password };
                await client.UserSecurity.SetPasswordAsync(id, request, cancellationToken: cancellationToken).ConfigureAwait(false);
            }

            created = await client.Users.GetAsync(id, cancellationToken: cancellationToken).ConfigureAwait(false);
        }).ConfigureAwait(false);
        return created;
    }

    protected override async Task UpdateModelAsync(string id, UserValues changes, CancellationToken cancellationToken)
    {
        var number = Number(id);
        var members = _map.Members(changes.Where(item => !item.Key.IsCustom)).ToList();
        if (members.Count == 0)
        {
            await SetCustomAttributesAsync(number, changes, cancellationToken).ConfigureAwait(false);
            return;
        }

        await client.Users.UpdateAsync(number, ModelJson.Create<UpdateUserRequest>(members), cancellationToken: cancellationToken).ConfigureAwait(false);
        await VendorErrors.FollowAsync(() => SetCustomAttributesAsync(number, changes, cancellationToken)).ConfigureAwait(false);
    }

    protected override Task PerformModelAsync(User model, UserAction action, CancellationToken cancellationToken) => action switch
    {
        UserAction.Activate => ActivateAsync(model, cancellationToken),
        UserAction.Deactivate => SetStateAsync(model, NativeState.Unlicensed, cancellationToken),
        _ => client.Users.DeleteAsync(model.Id!.Value, cancellationToken: cancellationToken),
    };

    protected override DirectoryUser Map(User model) => new(
        model.Id!.Value.ToString(CultureInfo.InvariantCulture),
        OneLoginMapping.State(model.State, model.Status),
        _map.Values(ModelJson.Members(model), withCustom: false).With((model.CustomAttributes ?? new Dictionary<string, string?>()).Select(item =>
            new KeyValuePair<UserAttribute, AttributeValue>(UserAttribute.Custom(item.Key), item.Value))))
    {
        NativeStatus = $"state {model.State?.ToString() ?? "none"}, status {model.Status?.ToString() ?? "none"}",
        Created = model.CreatedAt,
        Changed = model.UpdatedAt,
        NativeModel = model,
    };

    protected override bool IsDone(ActionDefinition definition, DirectoryUser user) => definition.Action == UserAction.Activate
        ? !definition.From.Contains(user.State)
        : base.IsDone(definition, user);

    private static long Number(string id) => long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        ? number
        : throw new ArgumentException("A OneLogin id is a number.", nameof(id));

    private static ListUsersOptions Query(UserKey key, string value) => key.Of.Name switch
    {
        "login" => new ListUsersOptions { Username = OneLoginFilter.Exact(value) },
        "email" => new ListUsersOptions { Email = OneLoginFilter.Exact(value) },
        "externalId" => new ListUsersOptions { ExternalId = OneLoginFilter.Exact(value) },
        _ => new ListUsersOptions { CustomAttributes = new Dictionary<string, string> { [key.Of.CustomName!] = OneLoginFilter.Exact(value) } },
    };

    private async Task SetCustomAttributesAsync(long id, IEnumerable<KeyValuePair<UserAttribute, AttributeValue>> values, CancellationToken cancellationToken)
    {
        var custom = values.Where(item => item.Key.IsCustom).ToDictionary(
            item => item.Key.CustomName!, item => (string?)(item.Value.As(AttributeType.Text)?.Text ?? ""));
        if (custom.Count > 0)
        {
            await client.Users.SetCustomAttributesAsync(
                id, new SetCustomAttributesRequest { CustomAttributes = custom }, cancellationToken: cancellationToken).ConfigureAwait(false);
        }
    }

    private Task SetStateAsync(User model, NativeState state, CancellationToken cancellationToken) =>
        client.UserSecurity.SetStateAsync(model.Id!.Value, new SetUserStateRequest { State = state }, cancellationToken: cancellationToken);

    /// <summary>OneLogin documents how to set the state, but not the status, which depends on events such as a new password.</summary>
    private Task ActivateAsync(User model, CancellationToken cancellationToken) => model.State != NativeState.Approved
        ? SetStateAsync(model, NativeState.Approved, cancellationToken)
        : throw new DirectoryException(DirectoryError.Refused, $"Activate is not possible for an approved user of status {model.Status} without a password.");
}
