using System.Text.Json.Nodes;

namespace IdentitySdk.Testing;

/// <summary>A user to arrange in a <see cref="OneLoginEmulator"/>.</summary>
public sealed class OneLoginPerson
{
    /// <summary>The email address, unique.</summary>
    public required string Email { get; init; }

    /// <summary>The user name, unique. Default: the part of the address before the @.</summary>
    public string? Username { get; init; }

    /// <summary>First name. Default "Test".</summary>
    public string FirstName { get; init; } = "Test";

    /// <summary>Last name. Default "User".</summary>
    public string LastName { get; init; } = "User";

    /// <summary>0 unapproved, 1 approved (the default), 2 rejected, 3 unlicensed.</summary>
    public int State { get; init; } = 1;

    /// <summary>Any status, such as 3 for locked. Default 1, active; 7 without a password.</summary>
    public int? Status { get; init; }

    /// <summary>The password; null when there is none. Default "Password-1".</summary>
    public string? Password { get; init; } = "Password-1";

    /// <summary>Further members of the user, such as <c>title</c> and <c>custom_attributes</c>.</summary>
    public JsonObject Members { get; init; } = [];
}
