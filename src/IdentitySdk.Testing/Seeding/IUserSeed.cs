using System.Text.Json;
using System.Text.Json.Nodes;

namespace IdentitySdk.Testing.Seeding;

/// <summary>A vendor's seeded users, and the unique keys of users.</summary>
internal interface IUserSeed
{
    void Write(Utf8JsonWriter writer, int slot);

    /// <summary>The seeded slot that has this key, if any does; null when none can.</summary>
    int? SlotOf(string key);

    IEnumerable<string> Keys(JsonObject user);
}
