using System.Text.Json;

namespace IdentitySdk.Testing.Seeding;

/// <summary>The users as lists and searches see them: each write shows only after a while.</summary>
internal sealed class UserListing(UserTable table, TimeSpan delay, TimeProvider time)
{
    /// <summary>What a slot showed before it was written, and until when. Null is a slot that did not exist.</summary>
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
    public void Keep(int slot)
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
        if (delay == TimeSpan.Zero || !_before.TryGetValue(slot, out var kept) || kept.Until <= time.GetUtcNow())
        {
            return false;
        }

        before = kept.Before;
        return true;
    }
}
