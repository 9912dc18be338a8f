using System.Text.Json.Nodes;
using IdentitySdk.Testing.Json;

namespace IdentitySdk.Testing.Okta;

/// <summary>What the organization knows of a user and never sends.</summary>
/// <param name="Json">As it is stored.</param>
internal sealed record Secret(JsonObject Json)
{
    /// <summary>Null when there is none, or only its hash is known.</summary>
    public string? Password
    {
        get => Json.Text("password");
        set => Json["password"] = value;
    }

    public string? Answer
    {
        get => Json.Text("answer");
        set => Json["answer"] = value;
    }

    public JsonArray Factors
    {
        get => Json["factors"] as JsonArray ?? [];
        set => Json["factors"] = value;
    }

    public int Sessions
    {
        get => (int)(Json["sessions"].Integer() ?? 0);
        set => Json["sessions"] = value;
    }

    /// <summary>Answers are compared without case (Okta's reference).</summary>
    public bool IsAnswer(string? text) => Answer is not null && string.Equals(Answer, text, StringComparison.OrdinalIgnoreCase);
}
