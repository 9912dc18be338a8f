using IdentitySdk.Directories;
using IdentitySdk.Testing;

namespace IdentitySdk.Cli.Vendors;

/// <summary>A connected vendor: its client, and its users as a directory.</summary>
internal sealed class VendorConnection(IVendor vendor, VendorSettings settings, VendorEmulator? emulator) : IAsyncDisposable
{
    private readonly Lazy<IdentityClient> _client = new(() => vendor.Connect(settings));
    private IUserDirectory? _directory;

    public IVendor Vendor => vendor;

    /// <summary>Vendor, or profile.</summary>
    public string Name => settings.Profile ?? vendor.Name;

    public VendorSettings Settings => settings;

    /// <summary>The vendor's client.</summary>
    public IdentityClient Client => _client.Value;

    /// <summary>Raw calls of the vendor.</summary>
    public RawClient Raw => Client.Raw;

    /// <summary>The users as a directory.</summary>
    /// <exception cref="Hosting.UsageException">The directory needs to be told something that the settings do not have.</exception>
    public IUserDirectory Directory => _directory ??= vendor.Directory(Client, settings);

    /// <summary>Whether this is an emulator, and not the vendor.</summary>
    public bool IsEmulated => emulator is not null;

    /// <summary>The vendor's rate limits as they are known now; those of an emulator are nobody's concern.</summary>
    public IEnumerable<RateLimit> RateLimits => IsEmulated ? [] : Client.RateLimits.Snapshot().Values;

    /// <summary>Lists users as the vendor sends them.</summary>
    public async IAsyncEnumerable<UserRow> ListUsersAsync(
        UserQuery query, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var call = vendor.Users.List(query, settings);
        await foreach (var page in Raw.ListAllAsync(call.Path, call.Request, cancellationToken).AsPages(pageSize: query.PageSize)
            .WithCancellation(cancellationToken))
        {
            foreach (var user in page.Items)
            {
                cancellationToken.ThrowIfCancellationRequested();
                yield return vendor.Users.Row(user);
            }
        }
    }

    /// <summary>Gets one user as the vendor sends it.</summary>
    /// <exception cref="Hosting.UsageException">This is no id of the vendor.</exception>
    public async Task<UserRow> GetUserAsync(string id, CancellationToken cancellationToken)
    {
        var call = vendor.Users.Get(id, settings);
        try
        {
            return vendor.Users.Row(await Raw.SendAsync(HttpMethod.Get, call.Path, call.Request, cancellationToken));
        }
        catch (ArgumentException exception)
        {
            throw Hosting.UsageException.From("id", exception);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_client.IsValueCreated)
        {
            _client.Value.Dispose();
        }

        await (emulator?.DisposeAsync() ?? ValueTask.CompletedTask);
    }
}
