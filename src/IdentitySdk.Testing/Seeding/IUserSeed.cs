using System.Text.Json;
using System.Text.Json.Nodes;

namespace IdentitySdk.Testing.Seeding;

/// <summary>A vendor's seeded users and the unique keys by which users are found.</summary>
internal interface IUserSeed
{
    void Write(Utf8JsonWriter writer, int slot);

    /// <summary>The seeded slot that would have this key; null when there is none.</summary>
    int? SlotOf(string key);

    IEnumerable<string> Keys(JsonObject user);
}
