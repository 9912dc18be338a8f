using IdentitySdk.Cli.Vendors;

namespace IdentitySdk.Cli.Output;

/// <summary>Writes users in one format, each when it comes.</summary>
internal interface IUserWriter
{
    void Begin();

    void Write(in UserRow user);

    /// <summary>Only called when the list is whole: half a JSON document must not look like a whole one.</summary>
    void End();
}
