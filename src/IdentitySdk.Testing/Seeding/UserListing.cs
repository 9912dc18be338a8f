using System.Text.Json;

namespace IdentitySdk.Testing.Seeding;

/// <summary>The users as lists and searches show them: a write becomes visible after a delay.</summary>
internal sealed class UserListing(UserTable table, TimeSpan delay, TimeProvider time)
{
    /// <summary>The content of a slot before its last write, and until when it is shown. Null: the slot did not exist.</summary>
    private readonly Dictionary<int, (byte[]? Before, DateTimeOffset Until)> _before = [];

    public int End => table.End;

    public bool Exists(int slot) => TryBefore(slot, out var before) ? before is { Length: > 0 } : table.Exists(slot);

    public bool IsUntouched(int slot) => !TryBefore(slot, out _) && table.IsUntouched(slot);

    public JsonDocument Read(int slot) => TryBefore(slot, out var before) ? JsonDocument.Parse(before) : table.Read(slot);

    public void Write(Utf8JsonWriter writer, int slot)
    {
        if (TryBefore(slot, out var before))
        {
            writer.WriteRawValue(before, skipInputValidation: true);
        }
        else
        {
            table.Write(writer, slot);
        }
    }

    /// <summary>Called before a slot is written.</summary>
    public void Writing(int slot)
    {
        if (delay > TimeSpan.Zero)
        {
            var present = table.Exists(slot) ? table.Copy(slot) : null;
            _before[slot] = (TryBefore(slot, out var before) ? before : present, time.GetUtcNow() + delay);
        }
    }

    private bool TryBefore(int slot, out byte[]? before)
    {
        before = null;
        if (delay == TimeSpan.Zero || !_before.TryGetValue(slot, out var entry) || entry.Until <= time.GetUtcNow())
        {
            return false;
        }

        before = entry.Before;
        return true;
    }
}
