using IdentitySdk.Directories;
using IdentitySdk.Tests.Journals;

namespace IdentitySdk.Tests.Applying;

/// <summary>A directory that lets a process crash before and after each call.</summary>
internal sealed class CrashingDirectory(IUserDirectory inner, CrashingDisk process) : IUserDirectory
{
    public string Tenant => inner.Tenant;

    public DirectoryCapabilities Capabilities => inner.Capabilities;

    public IAsyncEnumerable<DirectoryUser> ListAsync(CancellationToken cancellationToken = default) => inner.ListAsync(cancellationToken);

    public Task<DirectoryUser?> GetAsync(string id, CancellationToken cancellationToken = default) => Around(() => inner.GetAsync(id, cancellationToken));

    public Task<DirectoryUser?> FindAsync(UserKey key, string value, CancellationToken cancellationToken = default) =>
        Around(() => inner.FindAsync(key, value, cancellationToken));

    public Task<DirectoryUser> CreateAsync(NewUser user, CancellationToken cancellationToken = default) => Around(() => inner.CreateAsync(user, cancellationToken));

    public Task UpdateAsync(string id, UserValues changes, CancellationToken cancellationToken = default) => Around(async () =>
    {
        await inner.UpdateAsync(id, changes, cancellationToken);
        return true;
    });

    public Task PerformAsync(string id, UserAction action, CancellationToken cancellationToken = default) => Around(async () =>
    {
        await inner.PerformAsync(id, action, cancellationToken);
        return true;
    });

    private async Task<T> Around<T>(Func<Task<T>> call)
    {
        process.Step();
        var result = await call();
        process.Step();
        return result;
    }
}
