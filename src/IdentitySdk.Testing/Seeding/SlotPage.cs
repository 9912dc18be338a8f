namespace IdentitySdk.Testing.Seeding;

/// <summary>The slots of a page, and the first slot of the next page; null on the last one.</summary>
internal readonly record struct SlotPage(IReadOnlyList<int> Slots, int? Next)
{
    public static SlotPage Read(IEnumerable<int> slots, int limit, Func<int, bool> matches)
    {
        var page = new List<int>(Math.Min(limit, 1000));
        foreach (var slot in slots)
        {
            if (!matches(slot))
            {
                continue;
            }

            if (page.Count == limit)
            {
                return new(page, slot);
            }

            page.Add(slot);
        }

        return new(page, null);
    }

    public static IEnumerable<int> Ascending(int from, int end)
    {
        for (var slot = Math.Max(0, from); slot < end; slot++)
        {
            yield return slot;
        }
    }

    public static IEnumerable<int> Descending(int from)
    {
        for (var slot = from; slot >= 0; slot--)
        {
            yield return slot;
        }
    }
}
