using Newtonsoft.Json.Linq;

namespace IdentitySdk.Core;

/// <content>Lists, maps and "one or many".</content>
public ref partial struct JsonInput
{
    /// <summary>Moves to the next value and reads an array of objects or strings; a null item stays null.</summary>
    /// <typeparam name="T">The item's type.</typeparam>
    /// <param name="readItem">Reads one item.</param>
    /// <returns>The items; null for anything but an array.</returns>
    public IReadOnlyList<T>? ReadList<T>(JsonRead<T> readItem)
        where T : class => Next(JsonKind.BeginArray) ? ReadItems(readItem) : null;

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
        for (var depth = Depth; ;)
        {
            if (readItem(ref this) is { } item)
            {
                items.Add(item);
            }
            else if (AtEndOfArray(depth))
            {
                return items;
            }
            else
            {
                // A null among numbers is as unexpected as a string among them.
                return Misfit(items, depth);
            }
        }
    }

    /// <summary>Moves to the next value and reads an object whose members are all of one type.</summary>
    /// <typeparam name="T">The values' type.</typeparam>
    /// <param name="readValue">Reads one value.</param>
    /// <returns>The map; null for anything but an object.</returns>
    public IReadOnlyDictionary<string, T>? ReadMap<T>(JsonRead<T> readValue)
        where T : class
    {
        if (!Next(JsonKind.BeginObject))
        {
            return null;
        }

        var map = new Dictionary<string, T>(StringComparer.Ordinal);
        while (ReadName() is { } name)
        {
            var value = readValue(ref this);
            if (_mismatched)
            {
                return Misfit(map, name);
            }

            map[name] = value!;
        }

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
            return ReadItems(readItem) is { } items ? new OneOrMany<T>(items) : null;
        }

        Hold();
        return readItem(ref this) is { } item ? new OneOrMany<T>(item) : null;
    }

    private List<T>? ReadItems<T>(JsonRead<T> readItem)
        where T : class
    {
        var items = new List<T>();
        for (var depth = Depth; ;)
        {
            var item = readItem(ref this);
            if (item is null)
            {
                if (_mismatched)
                {
                    return Misfit(items, depth);
                }

                if (AtEndOfArray(depth))
                {
                    return items;
                }
            }

            items.Add(item!);
        }
    }

    /// <summary>Gives an array up whose latest item is not what was asked for; a reader that cannot go back puts its JSON together again.</summary>
    private List<T>? Misfit<T>(List<T> items, int depth)
    {
        if (_text is not null)
        {
            var array = new JArray();
            foreach (var item in items)
            {
                array.Add(JsonOutput.ToToken(item));
            }

            array.Add(_mismatch ?? JValue.CreateNull());
            while (!AtEndOfArray(depth) && Move() != JsonKind.EndArray)
            {
                array.Add(Tree());
            }

            _mismatch = array;
        }

        _mismatched = true;
        return null;
    }

    private Dictionary<string, T>? Misfit<T>(Dictionary<string, T> map, string name)
    {
        if (_text is not null)
        {
            var tree = new JObject();
            foreach (var pair in map)
            {
                tree[pair.Key] = JsonOutput.ToToken(pair.Value);
            }

            tree[name] = _mismatch;
            while (ReadName() is { } next)
            {
                Move();
                tree[next] = Tree();
            }

            _mismatch = tree;
        }

        return null;
    }

    private readonly bool AtEndOfArray(int depth) => Depth == depth && Kind() == JsonKind.EndArray;
}
