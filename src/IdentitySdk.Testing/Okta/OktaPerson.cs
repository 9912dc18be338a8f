using System.Text.Json.Nodes;

namespace IdentitySdk.Testing;

/// <summary>A user to arrange in an <see cref="OktaEmulator"/>.</summary>
public sealed class OktaPerson
{
    /// <summary>The login, unique, in the format of an email address. Also the email address, unless the profile has another.</summary>
    public required string Login { get; init; }

    /// <summary>First name. Default "Test".</summary>
    public string FirstName { get; init; } = "Test";

    /// <summary>Last name. Default "User".</summary>
    public string LastName { get; init; } = "User";

    /// <summary>Any status, also one that requests cannot lead to, such as <c>LOCKED_OUT</c>. Default <c>ACTIVE</c>.</summary>
    public string Status { get; init; } = "ACTIVE";

    /// <summary>The password; null when there is none. Default "Password-1".</summary>
    public string? Password { get; init; } = "Password-1";

    /// <summary>The recovery question; null when there is none.</summary>
    public string? RecoveryQuestion { get; init; }

    /// <summary>The answer to the recovery question.</summary>
    public string? RecoveryAnswer { get; init; }

    /// <summary>Further attributes of the profile. They must be standard ones or defined with <see cref="OktaEmulator.DefineAttribute"/>.</summary>
    public JsonObject Profile { get; init; } = [];
}
