using System.Text.Json.Nodes;
using IdentitySdk.Testing.Json;
using IdentitySdk.Testing.Resources;

namespace IdentitySdk.Testing.Okta;

/// <summary>The user model: new users, and changes of status and credentials.</summary>
internal static class UserModel
{
    public static JsonObject New(string id, string status, JsonObject profile, JsonObject provider, string origin, string now) => new()
    {
        ["id"] = id,
        ["status"] = status,
        ["created"] = now,
        ["activated"] = status == "STAGED" ? null : now,
        ["statusChanged"] = status == "STAGED" ? null : now,
        ["lastLogin"] = null,
        ["lastUpdated"] = now,
        ["passwordChanged"] = null,
        ["type"] = new JsonObject { ["id"] = Seed.DefaultType },
        ["profile"] = profile,
        ["credentials"] = new JsonObject { ["provider"] = provider },
        ["_links"] = new JsonObject { ["self"] = new JsonObject { ["href"] = $"{origin}/api/v1/users/{id}" } },
    };

    /// <summary>Merges credentials. Responses never contain a password or a recovery answer: an empty object means that a password is set.</summary>
    public static void MergeCredentials(JsonObject user, Secret secret, JsonObject? changes, string now)
    {
        var credentials = user["credentials"]!.AsObject();
        if (changes.Member("password") is JsonObject password && HasPassword(changes))
        {
            credentials["password"] = new JsonObject();
            secret.Password = password.Text("value");
            user["passwordChanged"] = now;
        }

        if (changes.Member("recovery_question") is JsonObject recovery)
        {
            if (recovery.Text("question") is { } question)
            {
                credentials["recovery_question"] = new JsonObject { ["question"] = question };
            }

            secret.Answer = recovery.Text("answer") ?? secret.Answer;
        }
    }

    public static void SetStatus(JsonObject user, string status, string now)
    {
        if (user.Text("status") == status)
        {
            return;
        }

        user["activated"] = status is "ACTIVE" or "PROVISIONED" && user["activated"] is null ? now : user["activated"]?.DeepClone();
        user["status"] = status;
        user["statusChanged"] = now;
        user["lastUpdated"] = now;
    }

    /// <summary>Whether credentials of a body set a password, in clear or hashed.</summary>
    public static bool HasPassword(JsonNode? credentials) =>
        credentials.Member("password") is JsonObject password
            && (password["value"] is not null || password["hash"] is not null || password["hook"] is not null);
}
