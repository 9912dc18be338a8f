using IdentitySdk.Cli.Vendors;
using IdentitySdk.Directories;

namespace IdentitySdk.Cli.Plans;

/// <summary>The people of an open source.</summary>
internal sealed class PeopleOf : IAsyncDisposable
{
    private readonly IAsyncDisposable _source;

    public PeopleOf(Stream file, IAsyncEnumerable<DesiredUser> people) => (_source, People) = (file, people);

    public PeopleOf(VendorConnection connection) =>
        (_source, People, Directory) = (connection, PeopleSource.FromDirectory(connection.Directory), connection.Directory);

    public IAsyncEnumerable<DesiredUser> People { get; }

    /// <summary>The directory that is the source; null for a file.</summary>
    public IUserDirectory? Directory { get; }

    public ValueTask DisposeAsync() => _source.DisposeAsync();
}
