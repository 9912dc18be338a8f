using IdentitySdk.Cli.Vendors;

namespace IdentitySdk.Cli.Output;

/// <summary>Writes users in one format, one at a time.</summary>
internal interface IUserWriter
{
    void Begin();

    void Write(in UserRow user);

    /// <summary>Called only when the list is complete: an incomplete JSON document must not look complete.</summary>
    void End();
}
