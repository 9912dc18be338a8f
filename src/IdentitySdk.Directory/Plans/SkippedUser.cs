namespace IdentitySdk.Directories;

/// <summary>Somebody whom a plan leaves as they are.</summary>
/// <param name="Key">The key, or the id where there is none.</param>
/// <param name="Reason">Why.</param>
/// <param name="Detail">More about it, without values.</param>
public sealed record SkippedUser(string Key, SkipReason Reason, string Detail)
{
    /// <summary>The reason only: a key is personal data.</summary>
    public override string ToString() => Reason.ToString();
}
