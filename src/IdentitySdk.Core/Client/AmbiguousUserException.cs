namespace IdentitySdk;

/// <summary>Several users have the value by which one was to be found.</summary>
public sealed class AmbiguousUserException : InvalidOperationException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="count">The number of users.</param>
    public AmbiguousUserException(int count)
        : base($"{count} users have this value, so none of them is the one.") => Count = count;

    /// <summary>The number of users.</summary>
    public int Count { get; }
}
