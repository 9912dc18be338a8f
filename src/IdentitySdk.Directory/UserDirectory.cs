using System.Runtime.CompilerServices;

namespace IdentitySdk.Directories;

/// <summary>
/// The base class of directories: argument checks before any I/O, idempotent actions, case-insensitive keys and vendor-neutral errors.
/// Derive from it to write your own directory, and test it with the laws of the package IdentitySdk.Directory.Conformance.
/// </summary>
/// <typeparam name="TModel">The vendor's model of a user.</typeparam>
/// <param name="tenant">The stable identifier of the tenant.</param>
/// <param name="capabilities">The attributes, keys and actions that the directory supports.</param>
public abstract class UserDirectory<TModel>(string tenant, DirectoryCapabilities capabilities) : IUserDirectory
    where TModel : class
{
    /// <inheritdoc/>
    public string Tenant { get; } = Arguments.NotEmpty(tenant, nameof(tenant));

    /// <inheritdoc/>
    public DirectoryCapabilities Capabilities { get; } = Arguments.NotNull(capabilities, nameof(capabilities));

    /// <inheritdoc/>
    public async IAsyncEnumerable<DirectoryUser> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var users = ListModels(cancellationToken).GetAsyncEnumerator(cancellationToken);
        await using var end = users.ConfigureAwait(false);
        while (await CallAsync(() => users.MoveNextAsync().AsTask()).ConfigureAwait(false))
        {
            yield return Map(users.Current);
        }
    }

    /// <inheritdoc/>
    public async Task<DirectoryUser?> GetAsync(string id, CancellationToken cancellationToken = default)
    {
        Arguments.NotEmpty(id, nameof(id));
        return await ReadAsync(id, cancellationToken).ConfigureAwait(false) is { } model ? Map(model) : null;
    }

    /// <inheritdoc/>
    public async Task<DirectoryUser?> FindAsync(UserKey key, string value, CancellationToken cancellationToken = default)
    {
        Capabilities.Require(key);
        Arguments.NotEmpty(value, nameof(value));
        cancellationToken.ThrowIfCancellationRequested();
        var found = await CallAsync(() => FindModelsAsync(key, value, cancellationToken)).ConfigureAwait(false);

        // A vendor may match more than the exact value.
        var users = found.Select(Map).Where(user => key.IsOf(user, value)).GroupBy(user => user.Id).Select(group => group.First()).ToList();
        return users.Count > 1 ? throw new AmbiguousUserException(key, users.Count) : users.FirstOrDefault();
    }

    /// <inheritdoc/>
    public async Task<DirectoryUser> CreateAsync(NewUser user, CancellationToken cancellationToken = default)
    {
        Capabilities.Require(user);
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            return Map(await CallAsync(() => CreateModelAsync(user, cancellationToken)).ConfigureAwait(false));
        }
        catch (DirectoryException exception) when (exception.Error == DirectoryError.Refused)
        {
            // Vendors report a duplicate in many ways, so look for a user with the value.
            var key = Capabilities.CreatedBy;
            throw await FindAsync(key, user.Values[key.Of].Text!, cancellationToken).ConfigureAwait(false) is null
                ? exception
                : new DirectoryException(DirectoryError.AlreadyExists, $"{Capabilities.Vendor} already has a user with this {key}.", exception.InnerException);
        }
    }

    /// <inheritdoc/>
    public async Task UpdateAsync(string id, UserValues changes, CancellationToken cancellationToken = default)
    {
        Arguments.NotEmpty(id, nameof(id));
        Capabilities.Require(changes);
        cancellationToken.ThrowIfCancellationRequested();
        if (changes.Count > 0)
        {
            await CallAsync(() => UpdateModelAsync(id, changes, cancellationToken)).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
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

        if (!definition.AppliesTo(user))
        {
            throw new DirectoryException(DirectoryError.Refused, $"{action} is not possible for a user that is {user.State} ({user.NativeStatus}).");
        }

        await CallAsync(() => PerformModelAsync(model, action, cancellationToken)).ConfigureAwait(false);
    }

    /// <summary>Lists every user, including deactivated users. An incomplete list must throw.</summary>
    protected abstract IAsyncEnumerable<TModel> ListModels(CancellationToken cancellationToken);

    /// <summary>Reads a user by its id. An unknown id is null or <see cref="DirectoryError.NotFound"/>.</summary>
    protected abstract Task<TModel?> GetModelAsync(string id, CancellationToken cancellationToken);

    /// <summary>Reads the users with a value, ignoring case. Other users in the result are filtered out.</summary>
    protected abstract Task<IReadOnlyList<TModel>> FindModelsAsync(UserKey key, string value, CancellationToken cancellationToken);

    /// <summary>Creates a user. The values are checked already; the request must not be retried.</summary>
    protected abstract Task<TModel> CreateModelAsync(NewUser user, CancellationToken cancellationToken);

    /// <summary>Changes some attributes. The values are checked already; an unknown id is <see cref="DirectoryError.NotFound"/>.</summary>
    protected abstract Task UpdateModelAsync(string id, UserValues changes, CancellationToken cancellationToken);

    /// <summary>Performs an action on a user in whose state it has an effect.</summary>
    protected abstract Task PerformModelAsync(TModel model, UserAction action, CancellationToken cancellationToken);

    /// <summary>Converts a vendor's model.</summary>
    protected abstract DirectoryUser Map(TModel model);

    /// <summary>
    /// Translates an exception of the methods above, or returns null to rethrow it. The default translates the exceptions of this SDK's clients.
    /// </summary>
    protected virtual DirectoryException? Translate(Exception exception) =>
        exception is IdentityApiException known ? VendorErrors.Of(known) : null;

    /// <summary>
    /// Whether an action is done already. The default checks that the user's state is in <see cref="ActionDefinition.To"/> and not in
    /// <see cref="ActionDefinition.From"/>.
    /// </summary>
    protected virtual bool IsDone(ActionDefinition definition, DirectoryUser user) =>
        definition.To.Contains(user.State) && !definition.From.Contains(user.State);

    private async Task<TModel?> ReadAsync(string id, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            return await CallAsync(() => GetModelAsync(id, cancellationToken)).ConfigureAwait(false);
        }
        catch (DirectoryException exception) when (exception.Error == DirectoryError.NotFound)
        {
            return null;
        }
    }

    private Task CallAsync(Func<Task> call) => CallAsync(async () =>
    {
        await call().ConfigureAwait(false);
        return true;
    });

    private async Task<T> CallAsync<T>(Func<Task<T>> call)
    {
        try
        {
            return await call().ConfigureAwait(false);
        }
        catch (Exception exception) when (Translate(exception) is { } translated)
        {
            throw translated;
        }
    }
}
