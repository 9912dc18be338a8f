using IdentitySdk.Cli.Hosting;

namespace IdentitySdk.Cli.Vendors;

/// <summary>The users of one vendor.</summary>
internal interface IUserSource : IAsyncDisposable
{
    /// <summary>Lists all users, page by page. An invalid filter is a <see cref="UsageException"/> before anything is sent.</summary>
    IAsyncEnumerable<UserRow> ListAsync(UserQuery query, CancellationToken cancellationToken);

    /// <summary>Gets one user by the vendor's id; an invalid id is a <see cref="UsageException"/>.</summary>
    Task<UserRow> GetAsync(string id, CancellationToken cancellationToken);
}
