using System.Text.Json.Nodes;

namespace IdentitySdk.Testing;

/// <summary>A user to arrange in an <see cref="AgilicusEmulator"/>.</summary>
public sealed class AgilicusPerson
{
    /// <summary>The email address, unique.</summary>
    public required string Email { get; init; }

    /// <summary>First name. Default "Test".</summary>
    public string FirstName { get; init; } = "Test";

    /// <summary>Last name. Default "User".</summary>
    public string LastName { get; init; } = "User";

    /// <summary><c>active</c> (the default), <c>pending</c> or <c>disabled</c>.</summary>
    public string Status { get; init; } = "active";

    /// <summary><c>user</c> (the default), <c>group</c>, <c>sysgroup</c>, <c>bigroup</c> or <c>service_account</c>.</summary>
    public string Type { get; init; } = "user";

    /// <summary>The organisation. Default: that of the seeded users.</summary>
    public string? OrgId { get; init; }

    /// <summary>Further members of the user, such as <c>external_id</c>, <c>roles</c> and <c>attributes</c>.</summary>
    public JsonObject Members { get; init; } = [];
}
