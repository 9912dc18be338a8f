using IdentitySdk.Core;

namespace IdentitySdk.Directories;

/// <summary>What the vendors' directories have in common: checks before anything is sent, idempotent actions, and neutral errors.</summary>
/// <typeparam name="T">The vendor's model of a user.</typeparam>
internal abstract class VendorDirectory<T>(string tenant, DirectoryCapabilities capabilities) : IUserDirectory
    where T : ApiObject
{
    public string Tenant => tenant;

    public DirectoryCapabilities Capabilities => capabilities;

    public async IAsyncEnumerable<DirectoryUser> ListAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var users = ListModels(cancellationToken).GetAsyncEnumerator(cancellationToken);
        await using var end = users.ConfigureAwait(false);
        while (await VendorErrors.MapAsync(() => users.MoveNextAsync().AsTask()).ConfigureAwait(false))
        {
            yield return Map(users.Current);
        }
    }

    public async Task<DirectoryUser?> GetAsync(string id, CancellationToken cancellationToken = default)
    {
        Arguments.NotEmpty(id, nameof(id));
        return await ReadAsync(id, cancellationToken).ConfigureAwait(false) is { } model ? Map(model) : null;
    }

    public async Task<DirectoryUser?> FindAsync(UserKey key, string value, CancellationToken cancellationToken = default)
    {
        Capabilities.Require(key);
        Arguments.NotEmpty(value, nameof(value));
        cancellationToken.ThrowIfCancellationRequested();
        var found = await VendorErrors.MapAsync(() => FindModelsAsync(key, value, cancellationToken)).ConfigureAwait(false);

        // Whatever the vendor takes for a match, only the value itself is one.
        var users = found.Select(Map).Where(user => KeyText.Same(user.Values[key.Of], value)).GroupBy(user => user.Id).Select(group => group.First()).ToList();
        return users.Count > 1 ? throw new AmbiguousUserException(key, users.Count) : users.FirstOrDefault();
    }

    public async Task<DirectoryUser> CreateAsync(NewUser user, CancellationToken cancellationToken = default)
    {
        Capabilities.Require(user);
        try
        {
            return Map(await VendorErrors.MapAsync(() => CreateModelAsync(user, cancellationToken)).ConfigureAwait(false));
        }
        catch (DirectoryException exception) when (exception.Error == DirectoryError.Refused)
        {
            // Vendors say "taken" in many ways; a user with the value is the proof.
            var key = Capabilities.CreatedBy;
            throw await FindAsync(key, user.Values[key.Of].Text!, cancellationToken).ConfigureAwait(false) is null
                ? exception
                : new DirectoryException(DirectoryError.AlreadyExists, $"{Capabilities.Vendor} has a user with this {key} already.", exception.InnerException);
        }
    }

    public Task UpdateAsync(string id, UserValues changes, CancellationToken cancellationToken = default)
    {
        Arguments.NotEmpty(id, nameof(id));
        Capabilities.Require(changes);
        cancellationToken.ThrowIfCancellationRequested();
        return changes.Count == 0 ? Task.CompletedTask : VendorErrors.MapAsync(async () =>
        {
            await UpdateModelAsync(id, changes, cancellationToken).ConfigureAwait(false);
            return true;
        });
    }

    public async Task PerformAsync(string id, UserAction action, CancellationToken cancellationToken = default)
    {
        Arguments.NotEmpty(id, nameof(id));
        var definition = Capabilities.Require(action);
        var model = await ReadAsync(id, cancellationToken).ConfigureAwait(false)
            ?? throw new DirectoryException(DirectoryError.NotFound, $"{Capabilities.Vendor} has no such user.");
        var user = Map(model);
        if (IsDone(definition, user))
        {
            return;
        }

        if (!definition.From.Contains(user.State))
        {
            throw new DirectoryException(DirectoryError.Refused, $"{action} is not possible for a user that is {user.State} ({user.NativeStatus}).");
        }

        await VendorErrors.MapAsync(async () =>
        {
            await PerformModelAsync(model, action, cancellationToken).ConfigureAwait(false);
            return true;
        }).ConfigureAwait(false);
    }

    protected abstract IAsyncEnumerable<T> ListModels(CancellationToken cancellationToken);

    /// <summary>Reads a user by its id; null if the id is nobody's.</summary>
    protected abstract Task<T?> GetModelAsync(string id, CancellationToken cancellationToken);

    /// <summary>Asks for the users with a value; more than these do no harm.</summary>
    protected abstract Task<IReadOnlyList<T>> FindModelsAsync(UserKey key, string value, CancellationToken cancellationToken);

    protected abstract Task<T> CreateModelAsync(NewUser user, CancellationToken cancellationToken);

    protected abstract Task UpdateModelAsync(string id, UserValues changes, CancellationToken cancellationToken);

    protected abstract Task PerformModelAsync(T model, UserAction action, CancellationToken cancellationToken);

    protected abstract DirectoryUser Map(T model);

    /// <summary>Whether an action has been done already.</summary>
    protected virtual bool IsDone(ActionDefinition definition, DirectoryUser user) => definition.To.Contains(user.State) && !definition.From.Contains(user.State);

    private async Task<T?> ReadAsync(string id, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            return await VendorErrors.MapAsync(() => GetModelAsync(id, cancellationToken)).ConfigureAwait(false);
        }
        catch (DirectoryException exception) when (exception.Error == DirectoryError.NotFound)
        {
            return null;
        }
    }
}
