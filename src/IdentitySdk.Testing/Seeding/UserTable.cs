using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using IdentitySdk.Testing.Json;

namespace IdentitySdk.Testing.Seeding;

/// <summary>Users by slot: seeded users are rendered on demand, and only created, changed and deleted ones are stored.</summary>
internal sealed class UserTable
{
    private static readonly byte[] s_deleted = [];
    private readonly IUserSeed _seed;
    private readonly ConcurrentDictionary<int, byte[]> _overlay = new();
    private readonly ConcurrentDictionary<string, int> _keys = new(StringComparer.OrdinalIgnoreCase);
    private int _end;

    public UserTable(int seeded, IUserSeed seed, TimeSpan listingDelay, TimeProvider time)
    {
        (Seeded, _end, this._seed) = (seeded, seeded, seed);
        Listing = new UserListing(this, listingDelay, time);
        Current = new UserListing(this, TimeSpan.Zero, time);
    }

    /// <summary>The users as lists show them.</summary>
    public UserListing Listing { get; }

    /// <summary>The users as they are.</summary>
    public UserListing Current { get; }

    /// <summary>Number of users at the start; their slots come first.</summary>
    public int Seeded { get; }

    /// <summary>The slots of all users, in order of creation.</summary>
    public IEnumerable<int> Slots => Enumerable.Range(0, End).Where(Exists);

    /// <summary>One past the last slot ever used.</summary>
    public int End => Volatile.Read(ref _end);

    public bool Exists(int slot) => slot >= 0 && slot < End && !(_overlay.TryGetValue(slot, out var json) && json.Length == 0);

    /// <summary>Whether the user is a seeded one that was not deleted.</summary>
    public bool IsSeeded(int slot) => slot < Seeded && Exists(slot);

    /// <summary>Whether the user was not changed since the start, so that its members can be computed without rendering it.</summary>
    public bool IsUntouched(int slot) => slot < Seeded && !_overlay.ContainsKey(slot);

    public void Write(Utf8JsonWriter writer, int slot)
    {
        if (_overlay.TryGetValue(slot, out var json))
        {
            writer.WriteRawValue(json, skipInputValidation: true);
        }
        else
        {
            _seed.Write(writer, slot);
        }
    }

    public JsonObject Load(int slot) => JsonNode.Parse(Bytes(slot).Span)!.AsObject();

    public byte[] Copy(int slot) => Bytes(slot).ToArray();

    public JsonDocument Read(int slot) => JsonDocument.Parse(Bytes(slot));

    /// <summary>The slot of the user with this unique key, ignoring case.</summary>
    public int? Find(string key)
    {
        if (_keys.TryGetValue(key, out var slot))
        {
            return slot;
        }

        return _seed.SlotOf(key) is { } candidate && IsUntouched(candidate) && HasKey(candidate, key) ? candidate : null;
    }

    /// <summary>The slot of the next created user. The caller holds the write lock until <see cref="Save"/>.</summary>
    public int NextSlot() => _end;

    public void Save(int slot, JsonObject user)
    {
        Listing.Writing(slot);
        RemoveKeys(slot);
        foreach (var key in _seed.Keys(user))
        {
            _keys.TryAdd(key, slot);
        }

        _overlay[slot] = JsonBytes.Serialize(user).ToArray();
        Volatile.Write(ref _end, Math.Max(_end, slot + 1));
    }

    public void Remove(int slot)
    {
        Listing.Writing(slot);
        RemoveKeys(slot);
        _overlay[slot] = s_deleted;
    }

    private void RemoveKeys(int slot)
    {
        if (_overlay.TryGetValue(slot, out var json) && json.Length > 0)
        {
            foreach (var key in _seed.Keys(Load(slot)))
            {
                _keys.TryRemove(new(key, slot));
            }
        }
    }

    private bool HasKey(int slot, string key) => _seed.Keys(Load(slot)).Contains(key, StringComparer.OrdinalIgnoreCase);

    private ReadOnlyMemory<byte> Bytes(int slot) =>
        _overlay.TryGetValue(slot, out var json) ? json : JsonBytes.Serialize(writer => _seed.Write(writer, slot));
}
