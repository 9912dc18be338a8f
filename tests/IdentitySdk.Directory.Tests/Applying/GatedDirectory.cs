using IdentitySdk.Directories;

namespace IdentitySdk.Tests.Applying;

/// <summary>A directory that can block updates, and that records how many run concurrently.</summary>
internal sealed class GatedDirectory(InMemoryDirectory inner) : IUserDirectory
{
    private int _running;
    private int _most;

    public TaskCompletionSource? Hold { get; set; }

    /// <summary>The exception that an update throws after it was carried out.</summary>
    public DirectoryException? RefusalOfWhatIsDone { get; set; }

    public int Most => _most;

    public string Tenant => inner.Tenant;

    public DirectoryCapabilities Capabilities => inner.Capabilities;

    public IAsyncEnumerable<DirectoryUser> ListAsync(CancellationToken cancellationToken = default) => inner.ListAsync(cancellationToken);

    public Task<DirectoryUser?> GetAsync(string id, CancellationToken cancellationToken = default) => inner.GetAsync(id, cancellationToken);

    public Task<DirectoryUser?> FindAsync(UserKey key, string value, CancellationToken cancellationToken = default) => inner.FindAsync(key, value, cancellationToken);

    public Task<DirectoryUser> CreateAsync(NewUser user, CancellationToken cancellationToken = default) => inner.CreateAsync(user, cancellationToken);

    public async Task UpdateAsync(string id, UserValues changes, CancellationToken cancellationToken = default)
    {
        var running = Interlocked.Increment(ref _running);
        InterlockedMax(running);
        await Task.Yield();
        await (Hold?.Task ?? Task.CompletedTask);
        await inner.UpdateAsync(id, changes, cancellationToken);
        Interlocked.Decrement(ref _running);
        _ = RefusalOfWhatIsDone is { } refusal ? throw refusal : 0;
    }

    public Task PerformAsync(string id, UserAction action, CancellationToken cancellationToken = default) => inner.PerformAsync(id, action, cancellationToken);

    private void InterlockedMax(int running)
    {
        for (var most = _most; running > most; most = _most)
        {
            Interlocked.CompareExchange(ref _most, running, most);
        }
    }
}
