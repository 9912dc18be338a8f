namespace IdentitySdk.Core;

/// <summary>A list that was received with items of another JSON type than the documented one: they are no items of it, and are written at their places.</summary>
/// <typeparam name="T">The items' type.</typeparam>
/// <param name="items">The items of the documented type.</param>
/// <param name="mismatches">The raw JSON of each other item, and how many items of the documented type precede it; in the order of the document.</param>
internal sealed class ListWithMismatches<T>(List<T> items, List<(int Index, byte[] Json)> mismatches) : List<T>(items)
{
    private readonly List<T> _received = items;

    /// <summary>Writes all items. In a list that was changed, a mismatch stays beside an item that was its neighbor, or is written at the end.</summary>
    public void Write(ModelWriter writer, WriteValue<T> writeItem)
    {
        var placed = PlaceMismatches();
        var next = 0;
        for (var index = 0; index <= Count; index++)
        {
            for (; next < placed.Count && placed[next].Index == index; next++)
            {
                writer.WriteOriginalForm(placed[next].Json);
            }

            if (index < Count)
            {
                writeItem(writer, this[index]);
            }
        }
    }

    /// <summary>The mismatches with their indexes in the present list: after the item that preceded each, or else before the item that followed it.</summary>
    private List<(int Index, byte[] Json)> PlaceMismatches()
    {
        var received = Numbered(_received).ToList();
        var present = Numbered(this).Select(static (item, index) => (item, index)).ToDictionary(static pair => pair.item, static pair => pair.index);
        return [.. mismatches.Select(mismatch => mismatch with { Index = Place(mismatch.Index) }).OrderBy(static mismatch => mismatch.Index)];

        int Place(int index) =>
            index > 0 && present.TryGetValue(received[index - 1], out var before) ? before + 1
            : index < received.Count && present.TryGetValue(received[index], out var after) ? after
            : Count;
    }

    /// <summary>The items, each with the number of equal items before it.</summary>
    private static IEnumerable<(T Item, int Number)> Numbered(IEnumerable<T> items)
    {
        var counts = new Dictionary<ValueTuple<T>, int>(); // A tuple, because an item may be null.
        foreach (var item in items)
        {
            var key = ValueTuple.Create(item);
            counts[key] = counts.TryGetValue(key, out var count) ? count + 1 : 0;
            yield return (item, counts[key]);
        }
    }
}
