namespace IdentitySdk.Directories;

/// <summary>Several users have a value that identifies one user.</summary>
/// <param name="key">The attribute.</param>
/// <param name="count">How many users have the value, at least.</param>
public sealed class AmbiguousUserException(UserKey key, int count) : DirectoryException(DirectoryError.Refused, $"{count} users have the same {key}.")
{
    /// <summary>The attribute.</summary>
    public UserKey Key { get; } = key;

    /// <summary>How many users have the value, at least.</summary>
    public int Count { get; } = count;
}
