using System.Diagnostics;

namespace IdentitySdk.Directories;

/// <summary>A user to be created.</summary>
/// <param name="values">Attributes with their values; properties can be set as well.</param>
public sealed class NewUser(UserValues? values = null) : UserData(values)
{
    /// <summary>The first password; null for none. It is sent and never stored or logged.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public string? Password { get; init; }

    /// <summary>Whether the account is brought into use. Default true. False leaves it <see cref="UserState.Pending"/> where the vendor can.</summary>
    public bool Activate { get; init; } = true;
}
