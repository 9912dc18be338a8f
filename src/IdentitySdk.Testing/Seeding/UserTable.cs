using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using IdentitySdk.Testing.Json;

namespace IdentitySdk.Testing.Seeding;

/// <summary>Users by slot: the seeded ones are rendered on demand, and only those that were created, changed or deleted are kept.</summary>
internal sealed class UserTable(int seeded, IUserSeed seed)
{
    private static readonly byte[] Deleted = [];
    private readonly ConcurrentDictionary<int, byte[]> overlay = new();
    private readonly ConcurrentDictionary<string, int> keys = new(StringComparer.OrdinalIgnoreCase);
    private int end = seeded;

    /// <summary>Held by whoever reads a user in order to change it.</summary>
    public object Gate { get; } = new();

    public int Seeded { get; } = seeded;

    /// <summary>One past the last slot ever used.</summary>
    public int End => Volatile.Read(ref end);

    public bool Exists(int slot) => slot >= 0 && slot < End && !(overlay.TryGetValue(slot, out var json) && json.Length == 0);

    /// <summary>Still as seeded, so that the seed can answer questions about it without rendering it.</summary>
    public bool IsUntouched(int slot) => slot < Seeded && !overlay.ContainsKey(slot);

    public void Write(Utf8JsonWriter writer, int slot)
    {
        if (overlay.TryGetValue(slot, out var json))
        {
            writer.WriteRawValue(json, skipInputValidation: true);
        }
        else
        {
            seed.Write(writer, slot);
        }
    }

    public JsonObject Load(int slot) => JsonNode.Parse(Bytes(slot).Span)!.AsObject();

    public JsonDocument Read(int slot) => JsonDocument.Parse(Bytes(slot));

    /// <summary>The slot of the user with this unique key, compared without case.</summary>
    public int? Find(string key)
    {
        if (keys.TryGetValue(key, out var slot))
        {
            return slot;
        }

        return seed.SlotOf(key) is { } candidate && IsUntouched(candidate) && HasKey(candidate, key) ? candidate : null;
    }

    /// <summary>The slot a user created now gets. Call it, and <see cref="Save"/>, with the gate held.</summary>
    public int Reserve() => end;

    public void Save(int slot, JsonObject user)
    {
        Forget(slot);
        foreach (var key in seed.Keys(user))
        {
            keys.TryAdd(key, slot);
        }

        overlay[slot] = JsonBytes.Of(user).ToArray();
        Volatile.Write(ref end, Math.Max(end, slot + 1));
    }

    public void Remove(int slot)
    {
        Forget(slot);
        overlay[slot] = Deleted;
    }

    private void Forget(int slot)
    {
        if (slot < Seeded && !overlay.ContainsKey(slot))
        {
            return;
        }

        if (overlay.TryGetValue(slot, out var json) && json.Length > 0)
        {
            foreach (var key in seed.Keys(Load(slot)))
            {
                keys.TryRemove(new(key, slot));
            }
        }
    }

    private bool HasKey(int slot, string key) => seed.Keys(Load(slot)).Contains(key, StringComparer.OrdinalIgnoreCase);

    private ReadOnlyMemory<byte> Bytes(int slot) =>
        overlay.TryGetValue(slot, out var json) ? json : JsonBytes.Of(writer => seed.Write(writer, slot));
}
