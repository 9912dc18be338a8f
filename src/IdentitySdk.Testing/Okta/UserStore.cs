using System.Text.Json.Nodes;
using IdentitySdk.Testing.Seeding;

namespace IdentitySdk.Testing.Okta;

/// <summary>Okta's users by id, login or short login.</summary>
internal sealed class UserStore(VendorEmulatorOptions options, Seed seed)
{
    private const string Prefix = "00u";
    private const string Suffix = "k9Q5d7";

    public UserTable Table { get; } = new(options.UserCount, seed, options.ConsistencyDelay, options.TimeProvider);

    /// <summary>Twenty characters, like Okta's own.</summary>
    public static string IdOf(int slot) => $"{Prefix}{Base62.Encode(BitMixer.Mix((ulong)slot))}{Suffix}";

    /// <summary>A user by id, login or short login.</summary>
    public JsonObject? Get(string idOrLogin) => Find(idOrLogin) is { } slot ? Table.Load(slot) : null;

    public void Save(string id, JsonObject user) => Table.Save(Slot(id)!.Value, user);

    /// <summary>The slot of a user by id, login or short login. <c>me</c> is the owner of the API token, here the first user.</summary>
    public int? Find(string idOrLogin)
    {
        var slot = idOrLogin == "me" ? 0 : Slot(idOrLogin) ?? Table.Find(Seed.LoginKey(idOrLogin)) ?? Table.Find(Seed.ShortLoginKey(idOrLogin));
        return slot is { } found && Table.Exists(found) ? found : null;
    }

    /// <summary>The slot of an id, whether or not the user exists.</summary>
    public static int? Slot(string id)
    {
        if (id.Length != Prefix.Length + Base62.Length + Suffix.Length
            || !id.StartsWith(Prefix, StringComparison.Ordinal)
            || !id.EndsWith(Suffix, StringComparison.Ordinal)
            || !Base62.TryDecode(id.AsSpan(Prefix.Length, Base62.Length), out var value))
        {
            return null;
        }

        return BitMixer.Unmix(value) is var slot and <= int.MaxValue ? (int)slot : null;
    }
}
