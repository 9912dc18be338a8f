using System.Text.Json;

namespace IdentitySdk.Directories;

/// <summary>The JSON members of a change in plans and journals.</summary>
internal static class ChangeJson
{
    public static void WriteMembers(Utf8JsonWriter writer, PlannedChange change)
    {
        writer.WriteString("kind", change.Kind.ToString());
        writer.WriteString("key", change.Key);
        writer.WriteString("userId", change.UserId);
        writer.WriteString("state", change.State?.ToString());
        ValuesJson.Write(writer, "before", change.Before);
        ValuesJson.Write(writer, "after", change.After);
    }

    public static PlannedChange Read(JsonElement change, int number) => new(
        number,
        ValuesJson.ReadEnum<ChangeKind>(change.GetProperty("kind")),
        change.GetProperty("key").GetString()!,
        change.GetProperty("userId").GetString(),
        change.GetProperty("state").ValueKind == JsonValueKind.Null ? null : ValuesJson.ReadEnum<UserState>(change.GetProperty("state")),
        ValuesJson.Read(change.GetProperty("before")),
        ValuesJson.Read(change.GetProperty("after")));
}
