using IdentitySdk.Cli.Hosting;

namespace IdentitySdk.Cli.Vendors;

/// <summary>The users of one vendor.</summary>
internal interface IUserSource : IAsyncDisposable
{
    /// <summary>All users, page by page. A bad filter is a <see cref="UsageException"/> before anything is sent.</summary>
    IAsyncEnumerable<UserRow> ListAsync(UserQuery query, CancellationToken cancellationToken);

    /// <summary>One user by the vendor's id; an id that cannot be one is a <see cref="UsageException"/>.</summary>
    Task<UserRow> GetAsync(string id, CancellationToken cancellationToken);
}
