using System.Diagnostics;

namespace IdentitySdk.Directories;

/// <summary>A user to be created.</summary>
/// <param name="values">The attribute values; they can also be set through the properties.</param>
public sealed class NewUser(UserValues? values = null) : UserData(values)
{
    /// <summary>The initial password; null for none. It is never stored or logged.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public string? Password { get; init; }

    /// <summary>Whether to activate the account. Default true. False leaves it <see cref="UserState.Pending"/> where the vendor supports it.</summary>
    public bool Activate { get; init; } = true;
}
