using System.Globalization;
using System.Text.Json.Nodes;
using IdentitySdk.Testing.Seeding;

namespace IdentitySdk.Testing.OneLogin;

/// <summary>OneLogin's users by id. Ids increase with the slot and have gaps.</summary>
internal sealed class UserStore(VendorEmulatorOptions options, Seed seed)
{
    private const long FirstId = 60_000_003;

    /// <summary>The distance of two ids, which allows different cursors for the same row.</summary>
    public const int Gap = 7;

    public UserTable Table { get; } = new(options.UserCount, seed, options.ConsistencyDelay, options.TimeProvider);

    public static long IdOf(int slot) => FirstId + ((long)slot * Gap);

    /// <summary>The first slot whose id is above this one.</summary>
    public static int SlotAfter(long id) => id < FirstId ? 0 : (int)Math.Min(int.MaxValue, ((id - FirstId) / Gap) + 1);

    /// <summary>The slot of an id, whether or not the user exists.</summary>
    public static int? SlotOf(string id) =>
        long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && SlotAfter(number - 1) is var slot && IdOf(slot) == number
            ? slot
            : null;

    public JsonObject? Get(string id) => Find(id) is { } slot ? Table.Load(slot) : null;

    public void Save(JsonObject user) => Table.Save(SlotOf(user["id"]!.ToString())!.Value, user);

    public int? Find(string id) => SlotOf(id) is { } slot && Table.Exists(slot) ? slot : null;
}
