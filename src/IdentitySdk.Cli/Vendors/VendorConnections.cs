using System.Collections.ObjectModel;

namespace IdentitySdk.Cli.Vendors;

/// <summary>The connections of one command, which are disposed together.</summary>
internal sealed class VendorConnections : Collection<VendorConnection>, IAsyncDisposable
{
    public async ValueTask DisposeAsync()
    {
        foreach (var connection in this)
        {
            await connection.DisposeAsync();
        }
    }
}
