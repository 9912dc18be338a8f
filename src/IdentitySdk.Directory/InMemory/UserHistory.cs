namespace IdentitySdk.Directories;

/// <summary>All versions of the users, for reads with a consistency delay.</summary>
internal sealed class UserHistory
{
    private readonly Dictionary<string, List<(DateTimeOffset Time, DirectoryUser? User)>> _versions = [];
    private readonly List<string> _order = [];

    /// <summary>Adds a new version of a user; null if the user is deleted.</summary>
    public void Add(string id, DirectoryUser? user, DateTimeOffset time)
    {
        if (!_versions.TryGetValue(id, out var versions))
        {
            _versions.Add(id, versions = []);
            _order.Add(id);
        }

        versions.Add((time, user));
    }

    public DirectoryUser? Find(string id) => _versions.TryGetValue(id, out var versions) ? versions[^1].User : null;

    /// <summary>The users as of a time, in the order of their creation; null for now.</summary>
    public IReadOnlyList<DirectoryUser> At(DateTimeOffset? time) =>
        [.. _order.Select(id => _versions[id].LastOrDefault(version => time is null || version.Time <= time).User).OfType<DirectoryUser>()];
}
