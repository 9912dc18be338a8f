namespace IdentitySdk.Core;

/// <summary>A list that was received with items of another JSON type than the documented one: it holds the others, and writes the odd ones at their places.</summary>
/// <typeparam name="T">The items' type.</typeparam>
/// <param name="items">The items of the documented type.</param>
/// <param name="odd">The odd items, in the order of the document.</param>
internal sealed class OddList<T>(List<T> items, List<OddItem> odd) : List<T>(items)
{
    private readonly List<T> _received = items;

    /// <summary>Writes all items. In a list that was changed, an odd item stays beside an item that was its neighbor, or is written at the end.</summary>
    public void Write(ModelWriter writer, WriteValue<T> writeItem)
    {
        var places = Places();
        var next = 0;
        for (var index = 0; index <= Count; index++)
        {
            for (; next < places.Count && places[next].Index == index; next++)
            {
                writer.WriteOriginalForm(places[next].Json);
            }

            if (index < Count)
            {
                writeItem(writer, this[index]);
            }
        }
    }

    /// <summary>The odd items with their places among the present items: after the item that was before it, or else before the one that was after it.</summary>
    private List<OddItem> Places()
    {
        var received = Numbered(_received).ToList();
        var present = Numbered(this).Select(static (item, index) => (item, index)).ToDictionary(static pair => pair.item, static pair => pair.index);
        return [.. odd.Select(item => item with { Index = Place(item.Index) }).OrderBy(static item => item.Index)];

        int Place(int index) =>
            index > 0 && present.TryGetValue(received[index - 1], out var before) ? before + 1
            : index < received.Count && present.TryGetValue(received[index], out var after) ? after
            : Count;
    }

    /// <summary>The items, equal ones numbered.</summary>
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
