using Newtonsoft.Json.Linq;

namespace IdentitySdk.Core;

/// <content>Lists, maps and "one or many".</content>
public ref partial struct JsonInput
{
    /// <summary>Moves to the next value and reads an array of objects or strings.</summary>
    /// <typeparam name="T">The item's type.</typeparam>
    /// <param name="readItem">Reads one item.</param>
    /// <param name="nulls">Whether items may be null; otherwise a null is as unexpected as an item of another JSON type.</param>
    /// <returns>The items; null for anything but an array of such items.</returns>
    public IReadOnlyList<T>? ReadList<T>(JsonRead<T> readItem, bool nulls = false)
        where T : class => Next(JsonKind.BeginArray) ? ReadItems(readItem, nulls) : null;

    /// <summary>Moves to the next value and reads an array of values.</summary>
    /// <typeparam name="T">The item's type.</typeparam>
    /// <param name="readItem">Reads one item.</param>
    /// <returns>The items; null for anything but an array.</returns>
    public IReadOnlyList<T>? ReadList<T>(JsonRead<T?> readItem)
        where T : struct
    {
        if (!Next(JsonKind.BeginArray))
        {
            return null;
        }

        var items = new List<T>();
        JArray? form = null;
        for (var depth = Depth; ;)
        {
            if (readItem(ref this) is { } item)
            {
                if (NeedsForm(form))
                {
                    KeepForm(ref form, items, item);
                }

                items.Add(item);
            }
            else if (AtEndOfArray(depth))
            {
                EndForm(form);
                return items;
            }
            else
            {
                // A null among numbers is as unexpected as a string among them.
                return Misfit(items, form);
            }
        }
    }

    /// <summary>Moves to the next value and reads an object whose members are all of one type.</summary>
    /// <typeparam name="T">The values' type.</typeparam>
    /// <param name="readValue">Reads one value.</param>
    /// <param name="nulls">Whether values may be null; otherwise a null is as unexpected as a value of another JSON type.</param>
    /// <returns>The map; null for anything but an object of such values.</returns>
    public IReadOnlyDictionary<string, T>? ReadMap<T>(JsonRead<T> readValue, bool nulls = false)
        where T : class
    {
        if (!Next(JsonKind.BeginObject))
        {
            return null;
        }

        var map = new JsonMap<T>();
        JObject? form = null;
        while (MoveToKey(out var key))
        {
            var value = readValue(ref this);
            if (_mismatched || (value is null && !nulls) || !JsonEscapes.IsText(key))
            {
                return Misfit(map, form, key, value);
            }

            if (NeedsForm(form))
            {
                KeepForm(ref form, map, key, value!);
            }

            map[key] = value!;
        }

        EndForm(form);
        return map;
    }

    /// <summary>Moves to the next value and reads an object whose members are all of one value type.</summary>
    /// <typeparam name="T">The values' type.</typeparam>
    /// <param name="readValue">Reads one value.</param>
    /// <returns>The map; null for anything but an object of such values.</returns>
    public IReadOnlyDictionary<string, T>? ReadMap<T>(JsonRead<T?> readValue)
        where T : struct
    {
        if (!Next(JsonKind.BeginObject))
        {
            return null;
        }

        var map = new JsonMap<T>();
        JObject? form = null;
        while (MoveToKey(out var key))
        {
            var read = readValue(ref this);
            if (read is not { } value || !JsonEscapes.IsText(key))
            {
                return Misfit(map, form, key, read);
            }

            if (NeedsForm(form))
            {
                KeepForm(ref form, map, key, value);
            }

            map[key] = value;
        }

        EndForm(form);
        return map;
    }

    /// <summary>Moves to the next value and reads one item, or an array of them.</summary>
    /// <typeparam name="T">The item's type.</typeparam>
    /// <param name="readItem">Reads one item.</param>
    /// <returns>The items, which remember how they were sent; null for a JSON null.</returns>
    public OneOrMany<T>? ReadOneOrMany<T>(JsonRead<T> readItem)
        where T : class
    {
        if (Move() == JsonKind.BeginArray)
        {
            return ReadItems(readItem, nulls: false) is { } items ? new OneOrMany<T>(items) : null;
        }

        Hold();
        return readItem(ref this) is { } item ? new OneOrMany<T>(item) : null;
    }

    private List<T>? ReadItems<T>(JsonRead<T> readItem, bool nulls)
        where T : class
    {
        var items = new List<T>();
        JArray? form = null;
        for (var depth = Depth; ;)
        {
            var item = readItem(ref this);
            if (item is null)
            {
                if (!_mismatched && AtEndOfArray(depth))
                {
                    EndForm(form);
                    return items;
                }

                if (_mismatched || !nulls)
                {
                    return Misfit(items, form);
                }
            }

            if (NeedsForm(form))
            {
                KeepForm(ref form, items, item!);
            }

            items.Add(item!);
        }
    }

    private bool MoveToKey(out string key)
    {
        key = Move() == JsonKind.EndObject ? "" : Text();
        return Kind() == JsonKind.Name;
    }

    private readonly bool AtEndOfArray(int depth) => Depth == depth && Kind() == JsonKind.EndArray;
}
