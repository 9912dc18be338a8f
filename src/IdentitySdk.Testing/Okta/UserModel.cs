using System.Text.Json.Nodes;
using IdentitySdk.Testing.Seeding;

namespace IdentitySdk.Testing.Okta;

/// <summary>The model of a created user.</summary>
internal static class UserModel
{
    public static JsonObject New(int slot, string status, JsonObject profile, bool hasPassword, string origin, DateTimeOffset time)
    {
        var now = time.Zulu();
        var isActivated = status != "STAGED";
        return new()
        {
            ["id"] = UserStore.IdOf(slot),
            ["status"] = status,
            ["created"] = now,
            ["activated"] = isActivated ? now : null,
            ["statusChanged"] = isActivated ? now : null,
            ["lastLogin"] = null,
            ["lastUpdated"] = now,
            ["passwordChanged"] = hasPassword ? now : null,
            ["type"] = new JsonObject { ["id"] = "otyk9Q5d7Default0g4" },
            ["profile"] = profile,
            ["credentials"] = new JsonObject { ["provider"] = new JsonObject { ["type"] = "OKTA", ["name"] = "OKTA" } },
            ["_links"] = new JsonObject { ["self"] = new JsonObject { ["href"] = $"{origin}/api/v1/users/{UserStore.IdOf(slot)}" } },
        };
    }

    /// <summary>Responses never contain a password or a recovery answer: an empty object means that a password is set.</summary>
    public static void MergeCredentials(JsonObject user, JsonObject? changes)
    {
        var credentials = user["credentials"]!.AsObject();
        if (changes?["password"] is JsonObject)
        {
            credentials["password"] = new JsonObject();
        }

        if (changes?["recovery_question"]?["question"] is { } question)
        {
            credentials["recovery_question"] = new JsonObject { ["question"] = question.DeepClone() };
        }
    }
}
