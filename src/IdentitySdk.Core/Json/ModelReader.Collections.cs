using System.Text.Json;

namespace IdentitySdk.Core;

/// <content>Lists, maps and "one or many".</content>
internal ref partial struct ModelReader
{
    /// <summary>Moves to the next value and reads an array of objects or strings.</summary>
    public IReadOnlyList<T>? ReadList<T>(ReadValue<T> readItem, bool nulls = false)
        where T : class => MoveTo(JsonTokenType.StartArray) ? ReadItems(readItem, nulls) : null;

    /// <summary>Moves to the next value and reads an array of values.</summary>
    public IReadOnlyList<T>? ReadList<T>(ReadValue<T?> readItem)
        where T : struct
    {
        if (!MoveTo(JsonTokenType.StartArray))
        {
            return null;
        }

        var items = new List<T>();
        var depth = _reader.CurrentDepth;
        while (readItem(ref this) is { } item)
        {
            items.Add(item);
        }

        // A null is as unexpected as a string among numbers.
        return AtEndOfArray(depth) ? items : RejectCollection<List<T>>();
    }

    /// <summary>Moves to the next value and reads an array, passing the JSON of each item to a function.</summary>
    public IReadOnlyList<T>? ReadList<T>(RawReader<T> readItem)
    {
        if (!MoveTo(JsonTokenType.StartArray))
        {
            return null;
        }

        var items = new List<T>();
        while (MoveNext() != JsonTokenType.EndArray)
        {
            var start = (int)_reader.TokenStartIndex;
            _reader.Skip();
            items.Add(JsonFailure.Read(readItem, _bytes[start..(int)_reader.BytesConsumed]));
        }

        return items;
    }

    /// <summary>Moves to the next value and reads an object whose members are all of one type.</summary>
    public IReadOnlyDictionary<string, T>? ReadMap<T>(ReadValue<T> readValue, bool nulls = false)
        where T : class
    {
        if (!MoveTo(JsonTokenType.StartObject))
        {
            return null;
        }

        var map = new JsonMap<T>();
        while (ReadName() is { } key)
        {
            var value = readValue(ref this);
            if (_isMismatch || (value is null && !nulls) || !JsonEscapes.IsWellFormed(key))
            {
                return RejectCollection<JsonMap<T>>();
            }

            map[key] = value!;
        }

        return map;
    }

    /// <summary>Moves to the next value and reads an object whose members are all of one value type.</summary>
    public IReadOnlyDictionary<string, T>? ReadMap<T>(ReadValue<T?> readValue)
        where T : struct
    {
        if (!MoveTo(JsonTokenType.StartObject))
        {
            return null;
        }

        var map = new JsonMap<T>();
        while (ReadName() is { } key)
        {
            if (readValue(ref this) is not { } value || !JsonEscapes.IsWellFormed(key))
            {
                return RejectCollection<JsonMap<T>>();
            }

            map[key] = value;
        }

        return map;
    }

    /// <summary>Moves to the next value and reads one item, or an array of them.</summary>
    public OneOrMany<T>? ReadOneOrMany<T>(ReadValue<T> readItem)
        where T : class
    {
        if (MoveNext() == JsonTokenType.StartArray)
        {
            return ReadItems(readItem, nulls: false) is { } items ? new OneOrMany<T>(items) : null;
        }

        Unread();
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
                if (!_isMismatch && AtEndOfArray(depth))
                {
                    return items;
                }

                if (_isMismatch || !nulls)
                {
                    return RejectCollection<List<T>>();
                }
            }

            items.Add(item!);
        }
    }

    /// <summary>Marks a list or map as a mismatch: its latest item has another JSON type than requested.</summary>
    private T? RejectCollection<T>()
        where T : class
    {
        _isMismatch = true;
        return null;
    }

    private readonly bool AtEndOfArray(int depth) => _reader.CurrentDepth == depth && _reader.TokenType == JsonTokenType.EndArray;
}
