using System.Text.Json;
using System.Text.Json.Nodes;

namespace IdentitySdk.Testing.Seeding;

/// <summary>How a vendor's users look, and by which unique keys they can be found.</summary>
internal interface IUserSeed
{
    void Write(Utf8JsonWriter writer, int slot);

    /// <summary>The seeded slot that would have this key, if any has.</summary>
    int? SlotOf(string key);

    IEnumerable<string> Keys(JsonObject user);
}
