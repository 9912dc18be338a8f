namespace IdentitySdk.Directories;

/// <summary>A user whom a plan skips.</summary>
/// <param name="Key">The key of the user; the id if there is no key.</param>
/// <param name="Reason">The reason.</param>
/// <param name="Detail">The details, without values.</param>
public sealed record SkippedUser(string Key, SkipReason Reason, string Detail)
{
    /// <summary>Returns the reason only: a key is personal data.</summary>
    public override string ToString() => Reason.ToString();
}
