namespace IdentitySdk.Testing.Seeding;

/// <summary>The slots of a page, and the first slot of the next page; null on the last one.</summary>
internal readonly record struct SlotPage(IReadOnlyList<int> Slots, int? Next)
{
    public static SlotPage Read(IEnumerable<int> slots, int limit)
    {
        var found = slots.Take(Math.Min(limit, int.MaxValue - 1) + 1).ToList();
        return found.Count > limit ? new(found[..limit], found[limit]) : new(found, null);
    }

    public static IEnumerable<int> Ascending(int from, int end) => Enumerable.Range(from, Math.Max(end - from, 0));

    public static IEnumerable<int> Descending(int from) => Enumerable.Range(0, from + 1).Select(i => from - i);
}
