using IdentitySdk.Cli.Vendors;
using IdentitySdk.Directories;

namespace IdentitySdk.Cli.Plans;

/// <summary>A source of people that is open: a file or a directory.</summary>
internal sealed class OpenedSource : IAsyncDisposable
{
    private readonly IAsyncDisposable _source;

    public OpenedSource(Stream file, IAsyncEnumerable<DesiredUser> people) => (_source, People) = (file, people);

    public OpenedSource(VendorConnection connection) =>
        (_source, People, Directory) = (connection, PeopleSource.FromDirectory(connection.Directory), connection.Directory);

    public IAsyncEnumerable<DesiredUser> People { get; }

    /// <summary>The directory that is the source; null for a file.</summary>
    public IUserDirectory? Directory { get; }

    public ValueTask DisposeAsync() => _source.DisposeAsync();
}
