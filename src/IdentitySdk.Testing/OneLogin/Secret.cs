using System.Text.Json.Nodes;
using IdentitySdk.Testing.Json;

namespace IdentitySdk.Testing.OneLogin;

/// <summary>What the account knows of a user and never sends.</summary>
/// <param name="Json">As it is stored.</param>
internal sealed record Secret(JsonObject Json)
{
    /// <summary>The password in clear text, or its hash where only that was sent; null when there is none.</summary>
    public string? Password
    {
        get => Json.Text("password");
        set => Json["password"] = value;
    }

    public int Sessions
    {
        get => (int)(Json["sessions"].Integer() ?? 0);
        set => Json["sessions"] = value;
    }

    /// <summary>The last temporary MFA token.</summary>
    public string? MfaToken
    {
        get => Json.Text("mfa_token");
        set => Json["mfa_token"] = value;
    }
}
