namespace IdentitySdk;

/// <summary>A lookup of one user found several users with the same value.</summary>
public sealed class AmbiguousUserException : InvalidOperationException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="count">The number of users.</param>
    public AmbiguousUserException(int count)
        : base($"{count} users have this value, so the lookup has no single result.") => Count = count;

    /// <summary>The number of users.</summary>
    public int Count { get; }
}
