using System.Collections.ObjectModel;

namespace IdentitySdk.Cli.Vendors;

/// <summary>The user sources of one command, disposed together.</summary>
internal sealed class UserSources : Collection<IUserSource>, IAsyncDisposable
{
    public async ValueTask DisposeAsync()
    {
        foreach (var source in this)
        {
            await source.DisposeAsync();
        }
    }
}
