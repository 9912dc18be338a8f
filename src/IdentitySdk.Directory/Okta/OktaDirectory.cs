using System.Runtime.CompilerServices;
using IdentitySdk.Okta;

namespace IdentitySdk.Directories;

/// <summary>Okta's users: partial updates by POST, states by the life cycle, deletion in two steps.</summary>
internal sealed class OktaDirectory(OktaClient client, VendorDirectoryOptions options)
    : UserDirectory<User>(options.TenantOf("okta", client.BaseAddress), OktaMapping.Capabilities(options))
{
    private static readonly TimeSpan s_transition = TimeSpan.FromSeconds(30);

    private readonly AttributeMap _map = OktaMapping.Attributes.With(options.CustomAttributes);

    /// <summary>The plain list leaves out deactivated users, and a filter by status would leave out statuses that are not known: so two lists.</summary>
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

    /// <summary>Okta takes logins and <c>me</c> for ids too.</summary>
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
        var found = new List<User>();
        await foreach (var user in client.Users.ListAllAsync(list, cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            found.Add(user);
        }

        return found;
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
        UserAction.Activate => client.UserLifecycle.ActivateAsync(model.Id!, new ActivateUserOptions { SendEmail = false }, cancellationToken: cancellationToken),
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

    /// <summary>A staged user is pending before and may be after: only the status tells.</summary>
    protected override bool IsDone(ActionDefinition definition, DirectoryUser user) => definition.Action == UserAction.Activate
        ? user.State == UserState.Active || user.NativeStatus == UserStatus.Values.Provisioned
        : base.IsDone(definition, user);

    /// <summary>A user whose activation or deactivation goes on in the background is not refused for good.</summary>
    protected override DirectoryException? Translate(Exception exception) => exception is ConflictException { VendorCode: "E0000112" } transition
        ? new DirectoryException(DirectoryError.Unavailable, transition.Message, transition)
        : base.Translate(exception);

    private UserProfile Profile(IEnumerable<KeyValuePair<UserAttribute, AttributeValue>> values) => ModelJson.Create<UserProfile>(_map.Members(values));

    private Task DeactivateAsync(User model, CancellationToken cancellationToken) => model.TransitioningToStatus == UserStatus.Deprovisioned
        ? Task.CompletedTask
        : client.UserLifecycle.DeactivateAsync(model.Id!, cancellationToken: cancellationToken);

    /// <summary>Only a deactivated user is deleted by DELETE, and a deactivation may go on in the background.</summary>
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
                throw new DirectoryException(DirectoryError.OutcomeUnknown, "Okta has not yet finished a deactivation, and deletes only deactivated users.");
            }

            await client.Users.DeleteAsync(model.Id!, cancellationToken: cancellationToken).ConfigureAwait(false);
        }).ConfigureAwait(false);
    }
}
