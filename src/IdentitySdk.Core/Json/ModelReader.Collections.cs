using System.Text.Json;

namespace IdentitySdk.Core;

/// <content>Lists, maps and "one or many".</content>
internal ref partial struct ModelReader
{
    /// <summary>Moves to the next value and reads an array of objects or strings.</summary>
    public IReadOnlyList<T>? ReadList<T>(ReadValue<T> readItem, bool nulls = false)
        where T : class => Next(JsonTokenType.StartArray) ? ReadItems(readItem, nulls) : null;

    /// <summary>Moves to the next value and reads an array of values.</summary>
    public IReadOnlyList<T>? ReadList<T>(ReadValue<T?> readItem)
        where T : struct
    {
        if (!Next(JsonTokenType.StartArray))
        {
            return null;
        }

        var items = new List<T>();
        var depth = _reader.CurrentDepth;
        while (readItem(ref this) is { } item)
        {
            items.Add(item);
        }

        // A null among numbers is as unexpected as a string among them.
        return AtEndOfArray(depth) ? items : Misfit<List<T>>();
    }

    /// <summary>Moves to the next value and reads an object whose members are all of one type.</summary>
    public IReadOnlyDictionary<string, T>? ReadMap<T>(ReadValue<T> readValue, bool nulls = false)
        where T : class
    {
        if (!Next(JsonTokenType.StartObject))
        {
            return null;
        }

        var map = new JsonMap<T>();
        while (ReadName() is { } key)
        {
            var value = readValue(ref this);
            if (_mismatched || (value is null && !nulls) || !JsonEscapes.IsText(key))
            {
                return Misfit<JsonMap<T>>();
            }

            map[key] = value!;
        }

        return map;
    }

    /// <summary>Moves to the next value and reads an object whose members are all of one value type.</summary>
    public IReadOnlyDictionary<string, T>? ReadMap<T>(ReadValue<T?> readValue)
        where T : struct
    {
        if (!Next(JsonTokenType.StartObject))
        {
            return null;
        }

        var map = new JsonMap<T>();
        while (ReadName() is { } key)
        {
            if (readValue(ref this) is not { } value || !JsonEscapes.IsText(key))
            {
                return Misfit<JsonMap<T>>();
            }

            map[key] = value;
        }

        return map;
    }

    /// <summary>Moves to the next value and reads one item, or an array of them.</summary>
    public OneOrMany<T>? ReadOneOrMany<T>(ReadValue<T> readItem)
        where T : class
    {
        if (Move() == JsonTokenType.StartArray)
        {
            return ReadItems(readItem, nulls: false) is { } items ? new OneOrMany<T>(items) : null;
        }

        Hold();
        return readItem(ref this) is { } item ? new OneOrMany<T>(item) : null;
    }

    private List<T>? ReadItems<T>(ReadValue<T> readItem, bool nulls)
        where T : class
    {
        var items = new List<T>();
        for (var depth = _reader.CurrentDepth; ;)
        {
            var item = readItem(ref this);
            if (item is null)
            {
                if (!_mismatched && AtEndOfArray(depth))
                {
                    return items;
                }

                if (_mismatched || !nulls)
                {
                    return Misfit<List<T>>();
                }
            }

            items.Add(item!);
        }
    }

    /// <summary>Gives a list or map up whose latest item is not what was asked for.</summary>
    private T? Misfit<T>()
        where T : class
    {
        _mismatched = true;
        return null;
    }

    private readonly bool AtEndOfArray(int depth) => _reader.CurrentDepth == depth && _reader.TokenType == JsonTokenType.EndArray;
}
