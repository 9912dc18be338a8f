using System.Globalization;
using System.Runtime.CompilerServices;

namespace IdentitySdk.Directories;

/// <summary>An in-memory directory for tests: deterministic, with a configurable clock, consistency delay and faults.</summary>
public sealed class InMemoryDirectory : IUserDirectory
{
    private readonly object _gate = new();
    private readonly UserHistory _users = new();
    private readonly TimeProvider _clock;
    private int _calls;
    private int _created;

    /// <summary>Creates an empty directory.</summary>
    /// <param name="name">The name of the tenant.</param>
    /// <param name="timeProvider">The clock; by default the system's.</param>
    public InMemoryDirectory(string name = "memory", TimeProvider? timeProvider = null)
    {
        Tenant = "memory:" + Arguments.NotEmpty(name, nameof(name));
        _clock = timeProvider ?? TimeProvider.System;
    }

    /// <inheritdoc/>
    public string Tenant { get; }

    /// <inheritdoc/>
    public DirectoryCapabilities Capabilities { get; init; } = InMemoryCapabilities.All;

    /// <summary>How long lists and <see cref="FindAsync"/> lag behind writes. <see cref="GetAsync"/> does not. Default zero.</summary>
    public TimeSpan ConsistencyDelay { get; init; }

    /// <summary>Chooses the fault of each call. It runs outside of locks, and may change the directory like another client. Default null: no faults.</summary>
    public Func<InMemoryCall, InMemoryFault>? Faults { get; set; }

    /// <summary>The number of calls so far.</summary>
    public int Calls => Volatile.Read(ref _calls);

    /// <summary>The current users by id, without the consistency delay.</summary>
    public IReadOnlyDictionary<string, DirectoryUser> Users
    {
        get
        {
            lock (_gate)
            {
                return _users.At(null).ToDictionary(user => user.Id);
            }
        }
    }

    /// <summary>Adds or replaces a user without checks or faults: for test setup and for changes by another client.</summary>
    public void Set(DirectoryUser user)
    {
        lock (_gate)
        {
            _users.Add(Arguments.NotNull(user, nameof(user)).Id, user, _clock.GetUtcNow());
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<DirectoryUser> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        InjectFault(new InMemoryCall("List", null, NextCall()), cancellationToken);
        IReadOnlyList<DirectoryUser> users;
        lock (_gate)
        {
            users = _users.At(VisibleSince);
        }

        foreach (var user in users)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return user;
        }

        await Task.CompletedTask.ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public Task<DirectoryUser?> GetAsync(string id, CancellationToken cancellationToken = default)
    {
        Arguments.NotEmpty(id, nameof(id));
        return Run(() =>
        {
            InjectFault(new InMemoryCall("Get", id, NextCall()), cancellationToken);
            lock (_gate)
            {
                return _users.Find(id);
            }
        });
    }

    /// <inheritdoc/>
    public Task<DirectoryUser?> FindAsync(UserKey key, string value, CancellationToken cancellationToken = default)
    {
        Arguments.NotEmpty(value, nameof(value));
        Capabilities.Require(key);
        return Run<DirectoryUser?>(() =>
        {
            InjectFault(new InMemoryCall("Find", null, NextCall()), cancellationToken);
            lock (_gate)
            {
                var found = _users.At(VisibleSince).Where(user => KeyText.Same(user.Values[key.Of], value)).ToList();
                return found.Count > 1 ? throw new AmbiguousUserException(key, found.Count) : found.FirstOrDefault();
            }
        });
    }

    /// <inheritdoc/>
    public Task<DirectoryUser> CreateAsync(NewUser user, CancellationToken cancellationToken = default)
    {
        Capabilities.Require(user);
        return Run(() => Write(new InMemoryCall("Create", null, NextCall()), cancellationToken, () =>
        {
            RequireUnique(user.Values, self: null);
            var created = new DirectoryUser(
                "u" + (++_created).ToString("D6", CultureInfo.InvariantCulture), user.Activate ? UserState.Active : UserState.Pending, Typed(user.Values))
            {
                Created = _clock.GetUtcNow(),
                Changed = _clock.GetUtcNow(),
            };
            _users.Add(created.Id, created, _clock.GetUtcNow());
            return created;
        }));
    }

    /// <inheritdoc/>
    public Task UpdateAsync(string id, UserValues changes, CancellationToken cancellationToken = default)
    {
        Arguments.NotEmpty(id, nameof(id));
        Capabilities.Require(changes);
        return Run(() => Write(new InMemoryCall("Update", id, NextCall()), cancellationToken, () =>
        {
            var user = Require(id);
            RequireUnique(changes, id);
            return Change(user, user.State, user.Values.With(Typed(changes)));
        }));
    }

    /// <inheritdoc/>
    public Task PerformAsync(string id, UserAction action, CancellationToken cancellationToken = default)
    {
        Arguments.NotEmpty(id, nameof(id));
        var definition = Capabilities.Require(action);
        return Run(() => Write(new InMemoryCall(action.ToString(), id, NextCall()), cancellationToken, () =>
        {
            var user = Require(id);
            if (action == UserAction.Delete)
            {
                _users.Add(id, null, _clock.GetUtcNow());
                return user;
            }

            return definition.To.Contains(user.State) ? user
                : definition.AppliesTo(user) ? Change(user, definition.To[0], user.Values)
                : throw new DirectoryException(DirectoryError.Refused, $"{action} is not possible for a user that is {user.State}.");
        }));
    }

    private DateTimeOffset VisibleSince => _clock.GetUtcNow() - ConsistencyDelay;

    private int NextCall() => Interlocked.Increment(ref _calls);

    /// <summary>Puts an exception into the task, like the asynchronous methods of a real directory.</summary>
    private static async Task<T> Run<T>(Func<T> call)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        return call();
    }

    private InMemoryFault InjectFault(InMemoryCall call, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var fault = Faults?.Invoke(call) ?? InMemoryFault.None;
        return fault == InMemoryFault.None || (fault == InMemoryFault.LostResponse && call.IsWrite)
            ? fault
            : throw new DirectoryException(call.IsWrite ? Error(fault) : DirectoryError.Unavailable, $"{call.Verb} failed with an injected fault.");
    }

    private T Write<T>(InMemoryCall call, CancellationToken cancellationToken, Func<T> write)
    {
        var fault = InjectFault(call, cancellationToken);
        T result;
        lock (_gate)
        {
            result = write();
        }

        return fault == InMemoryFault.LostResponse
            ? throw new DirectoryException(DirectoryError.OutcomeUnknown, $"The response to {call.Verb} was lost.")
            : result;
    }

    private static DirectoryError Error(InMemoryFault fault) => fault switch
    {
        InMemoryFault.Refused => DirectoryError.Refused,
        InMemoryFault.Unavailable => DirectoryError.Unavailable,
        _ => DirectoryError.OutcomeUnknown,
    };

    private DirectoryUser Require(string id) =>
        _users.Find(id) ?? throw new DirectoryException(DirectoryError.NotFound, "There is no such user.");

    private void RequireUnique(UserValues values, string? self)
    {
        var unique = Capabilities.CreatedBy.Of;
        if (values[unique].Text is { } text && _users.At(null).Any(user => user.Id != self && KeyText.Same(user.Values[unique], text)))
        {
            throw new DirectoryException(DirectoryError.AlreadyExists, $"Another user has the same {unique}.");
        }
    }

    private DirectoryUser Change(DirectoryUser user, UserState state, UserValues values)
    {
        var changed = new DirectoryUser(user.Id, state, values) { Created = user.Created, Changed = _clock.GetUtcNow() };
        _users.Add(user.Id, changed, _clock.GetUtcNow());
        return changed;
    }

    private UserValues Typed(UserValues values) => UserValues.Of([.. values.Select(item =>
        (item.Key, Capabilities.Find(item.Key)!.Type is { } type ? item.Value.As(type) ?? item.Value : item.Value))]);
}
