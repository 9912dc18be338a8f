using System.Text.Json.Nodes;
using IdentitySdk.Testing.Seeding;

namespace IdentitySdk.Testing.Agilicus;

/// <summary>Agilicus' users by id, and ordered by email address.</summary>
internal sealed class UserStore(VendorEmulatorOptions options, Seed seed)
{
    private const ulong Salt = 0xA611;

    /// <summary>Created and changed users: their addresses are not computed from the slot.</summary>
    private readonly SortedSet<(string Email, int Slot)> _moved = new(Comparer<(string Email, int Slot)>.Create(Compare));

    public UserTable Table { get; } = new(options.UserCount, seed, options.ConsistencyDelay, options.TimeProvider);

    /// <summary>Opaque text of 22 characters.</summary>
    public static string IdOf(int slot)
    {
        var first = BitMixer.Mix((ulong)slot ^ Salt);
        return Base62.Encode(first) + Base62.Encode(BitMixer.Mix(first));
    }

    public int? Find(string id)
    {
        if (id.Length != 2 * Base62.Length || !Base62.TryDecode(id.AsSpan(0, Base62.Length), out var value))
        {
            return null;
        }

        var slot = BitMixer.Unmix(value) ^ Salt;
        return slot <= int.MaxValue && IdOf((int)slot) == id && Table.Exists((int)slot) ? (int)slot : null;
    }

    public JsonObject? Get(string id) => Find(id) is { } slot ? Table.Load(slot) : null;

    public int? FindByEmail(string email) => Table.Find(Seed.EmailKey(email));

    /// <summary>The caller holds the write lock.</summary>
    public void Save(int slot, JsonObject user)
    {
        lock (_moved)
        {
            _moved.RemoveWhere(entry => entry.Slot == slot);
            _moved.Add((user["email"]!.ToString(), slot));
            Table.Save(slot, user);
        }
    }

    public void Remove(int slot)
    {
        lock (_moved)
        {
            _moved.RemoveWhere(entry => entry.Slot == slot);
            Table.Remove(slot);
        }
    }

    /// <summary>Slots ordered by address: ascending from an address, inclusive, or descending from an address, exclusive.</summary>
    public IEnumerable<int> InOrder(string from, bool isDescending)
    {
        List<(string Email, int Slot)> moved;
        lock (_moved)
        {
            moved = [.. _moved.Where(entry => IsInRange(entry.Email, from, isDescending))];
        }

        if (isDescending)
        {
            moved.Reverse();
        }

        return Merge(SeededFrom(from, isDescending), moved, isDescending);
    }

    /// <summary>The ids of all users, or of those of an organisation, in order of creation.</summary>
    public IEnumerable<string> Ids(string? org) => Table.Slots
        .Where(slot => org is null || (Table.IsUntouched(slot) ? Seed.OrgId : Table.Load(slot)["org_id"]?.ToString()) == org)
        .Select(IdOf);

    public DateTimeOffset UpdatedAt(string id) =>
        DateTimeOffset.Parse(Table.Load(Find(id)!.Value)["updated"]!.ToString(), System.Globalization.CultureInfo.InvariantCulture);

    public string EmailOf(int slot) => Table.IsUntouched(slot) ? Seed.EmailOf(slot) : Table.Load(slot)["email"]!.ToString();

    private static IEnumerable<int> Merge(IEnumerable<int> untouched, List<(string Email, int Slot)> moved, bool isDescending)
    {
        var next = 0;
        foreach (var slot in untouched)
        {
            var email = next < moved.Count ? Seed.EmailOf(slot) : "";
            while (next < moved.Count && string.CompareOrdinal(moved[next].Email, email) < 0 != isDescending)
            {
                yield return moved[next++].Slot;
            }

            yield return slot;
        }

        for (; next < moved.Count; next++)
        {
            yield return moved[next].Slot;
        }
    }

    private static bool IsInRange(string email, string from, bool isDescending) =>
        isDescending ? from.Length == 0 || string.CompareOrdinal(email, from) < 0 : string.CompareOrdinal(email, from) >= 0;

    private static int Compare((string Email, int Slot) left, (string Email, int Slot) right) =>
        string.CompareOrdinal(left.Email, right.Email) is var order and not 0 ? order : left.Slot.CompareTo(right.Slot);

    /// <summary>Finds the start by binary search, because seeded addresses sort like slots.</summary>
    private IEnumerable<int> SeededFrom(string from, bool isDescending)
    {
        var (low, high) = (0, Table.Seeded);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = string.CompareOrdinal(Seed.EmailOf(middle), from) < 0 ? (middle + 1, high) : (low, middle);
        }

        var slots = isDescending ? SlotPage.Descending(from.Length == 0 ? Table.Seeded - 1 : low - 1) : SlotPage.Ascending(low, Table.Seeded);
        return slots.Where(Table.IsUntouched);
    }
}
