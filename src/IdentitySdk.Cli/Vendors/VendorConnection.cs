using IdentitySdk.Directories;
using IdentitySdk.Testing;

namespace IdentitySdk.Cli.Vendors;

/// <summary>A connection to a vendor: its client, and its users as a directory.</summary>
internal sealed class VendorConnection(IVendor vendor, VendorSettings settings, VendorEmulator? emulator) : IAsyncDisposable
{
    private readonly Lazy<IdentityClient> _client = new(() => vendor.Connect(settings));
    private IUserDirectory? _directory;

    public IVendor Vendor => vendor;

    /// <summary>The name of the profile, or of the vendor without one.</summary>
    public string Name => settings.Profile ?? vendor.Name;

    public VendorSettings Settings => settings;

    public IdentityClient Client => _client.Value;

    public RawClient Raw => Client.Raw;

    /// <summary>The users as a directory.</summary>
    /// <exception cref="Hosting.UsageException">A setting that the directory requires is missing.</exception>
    public IUserDirectory Directory => _directory ??= vendor.Directory(Client, settings);

    /// <summary>The keys to find a user by login or email, as far as the directory supports them.</summary>
    public IEnumerable<UserKey> LoginKeys => new[] { UserKey.Login, UserKey.Email }.Where(Directory.Capabilities.CanFindBy);

    /// <summary>The current rate limits; empty for an emulator.</summary>
    public IEnumerable<RateLimit> RateLimits => emulator is null ? Client.RateLimits.Snapshot().Values : [];

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

    /// <summary>Finds a user by the first key that matches, and gets it as the vendor sends it; null when there is none.</summary>
    public async Task<UserRow?> FindUserAsync(string value, IEnumerable<UserKey> keys, CancellationToken cancellationToken)
    {
        foreach (var key in keys)
        {
            if (await Directory.FindAsync(key, value, cancellationToken) is { } found)
            {
                return await GetUserAsync(found.Id, cancellationToken);
            }
        }

        return null;
    }

    /// <summary>Gets one user as the vendor sends it.</summary>
    /// <exception cref="Hosting.UsageException">The id is invalid.</exception>
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
