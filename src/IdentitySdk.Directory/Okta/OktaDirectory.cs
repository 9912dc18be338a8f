using System.Runtime.CompilerServices;
using IdentitySdk.Okta;

namespace IdentitySdk.Directories;

/// <summary>Okta users: partial updates by POST, states by lifecycle operations, deletion in two steps.</summary>
internal sealed class OktaDirectory(OktaClient client, VendorDirectoryOptions options)
    : UserDirectory<User>(options.TenantOf("okta", client.BaseAddress), OktaMapping.Capabilities(options))
{
    private static readonly TimeSpan s_transition = TimeSpan.FromSeconds(30);

    private readonly AttributeMap _map = OktaMapping.Attributes.With(options.CustomAttributes);

    /// <summary>Uses two lists: the plain one omits deactivated users, and a filter by status would omit unknown statuses.</summary>
    protected override async IAsyncEnumerable<User> ListModels([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var seen = new HashSet<string>();
        foreach (var list in new[] { null, new ListUsersOptions { Filter = "status eq \"DEPROVISIONED\"" } })
        {
            await foreach (var user in client.Users.ListAllAsync(list, cancellationToken: cancellationToken).ConfigureAwait(false))
            {
                if (seen.Add(user.Id!))
                {
                    yield return user;
                }
            }
        }
    }

    /// <summary>Okta also accepts logins and <c>me</c> as ids, so the id is compared.</summary>
    protected override async Task<User?> GetModelAsync(string id, CancellationToken cancellationToken)
    {
        var user = await client.Users.GetAsync(id, cancellationToken: cancellationToken).ConfigureAwait(false);
        return user.Id == id ? user : null;
    }

    protected override async Task<IReadOnlyList<User>> FindModelsAsync(UserKey key, string value, CancellationToken cancellationToken)
    {
        var name = "profile." + OktaMapping.RequireName(_map.NameOf(key.Of));
        var equals = OktaFilter.Format($"eq {value}");
        var list = key == UserKey.Login || key == UserKey.Email
            ? new ListUsersOptions { Filter = $"{name} {equals}" }
            : new ListUsersOptions { Search = $"{name} {equals}" };
        return await client.Users.ListAllAsync(list, cancellationToken: cancellationToken).ToListAsync().ConfigureAwait(false);
    }

    protected override Task<User> CreateModelAsync(NewUser user, CancellationToken cancellationToken)
    {
        var request = new CreateUserRequest { Profile = Profile(user.Values.Where(item => !item.Value.IsNone)) };
        if (user.Password is { } password)
        {
            request.Credentials = new UserCredentials { Password = new PasswordCredential { Value = password } };
        }

        return client.Users.CreateAsync(request, new CreateUserOptions { Activate = user.Activate }, cancellationToken: cancellationToken);
    }

    protected override async Task UpdateModelAsync(string id, UserValues changes, CancellationToken cancellationToken)
    {
        if (!OktaMapping.IsId(id) && await GetModelAsync(id, cancellationToken).ConfigureAwait(false) is null)
        {
            throw new DirectoryException(DirectoryError.NotFound, "Okta has no user with this id.");
        }

        await client.Users.UpdateAsync(id, new UpdateUserRequest { Profile = Profile(changes) }, cancellationToken: cancellationToken).ConfigureAwait(false);
    }

    protected override Task PerformModelAsync(User model, UserAction action, CancellationToken cancellationToken) => action switch
    {
        UserAction.Activate =>
            client.UserLifecycle.ActivateAsync(model.Id!, new ActivateUserOptions { SendEmail = false }, cancellationToken: cancellationToken),
        UserAction.Suspend => client.UserLifecycle.SuspendAsync(model.Id!, cancellationToken: cancellationToken),
        UserAction.Resume => client.UserLifecycle.UnsuspendAsync(model.Id!, cancellationToken: cancellationToken),
        UserAction.Unlock => client.UserLifecycle.UnlockAsync(model.Id!, cancellationToken: cancellationToken),
        UserAction.Deactivate => DeactivateAsync(model, cancellationToken),
        _ => DeleteAsync(model, cancellationToken),
    };

    protected override DirectoryUser Map(User model) => new(
        model.Id!, OktaMapping.State(model.Status), model.Profile is { } profile ? _map.Values(ModelJson.Members(profile), withCustom: true) : null)
    {
        NativeStatus = model.Status?.Value ?? "",
        Created = model.Created,
        Changed = model.LastUpdated,
        NativeModel = model,
    };

    /// <summary>An activated user can still be pending, so only the status shows whether the activation is done.</summary>
    protected override bool IsDone(ActionDefinition definition, DirectoryUser user) => definition.Action == UserAction.Activate
        ? user.State == UserState.Active || user.NativeStatus == UserStatus.Values.Provisioned
        : base.IsDone(definition, user);

    /// <summary>E0000112: an activation or deactivation still runs in the background, so a later retry can succeed.</summary>
    protected override DirectoryException? Translate(Exception exception) => exception is ConflictException { VendorCode: "E0000112" } transition
        ? new DirectoryException(DirectoryError.Unavailable, transition.Message, transition)
        : base.Translate(exception);

    private UserProfile Profile(IEnumerable<KeyValuePair<UserAttribute, AttributeValue>> values) => ModelJson.Create<UserProfile>(_map.Members(values));

    private Task DeactivateAsync(User model, CancellationToken cancellationToken) => model.TransitioningToStatus == UserStatus.Deprovisioned
        ? Task.CompletedTask
        : client.UserLifecycle.DeactivateAsync(model.Id!, cancellationToken: cancellationToken);

    /// <summary>DELETE only deletes a deactivated user, and a deactivation may run in the background.</summary>
    private async Task DeleteAsync(User model, CancellationToken cancellationToken)
    {
        if (model.Status != UserStatus.Deprovisioned)
        {
            await DeactivateAsync(model, cancellationToken).ConfigureAwait(false);
        }

        await VendorErrors.FollowAsync(async () =>
        {
            var (isDeactivated, _) = await UserDirectoryExtensions.PollAsync(
                TimeProvider.System,
                s_transition,
                () => GetAsync(model.Id!, cancellationToken),
                user => user is null or { State: UserState.Deactivated },
                cancellationToken).ConfigureAwait(false);
            if (!isDeactivated)
            {
                throw new DirectoryException(DirectoryError.OutcomeUnknown, "The user was not deleted: Okta has not finished its deactivation yet.");
            }

            await client.Users.DeleteAsync(model.Id!, cancellationToken: cancellationToken).ConfigureAwait(false);
        }).ConfigureAwait(false);
    }
}
