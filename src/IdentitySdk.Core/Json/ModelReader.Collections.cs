using System.Text.Json;

namespace IdentitySdk.Core;

/// <content>
/// Lists, maps and "one or many". A model's list or map excludes an item of another JSON type than requested, and holds its raw JSON. Outside of models,
/// as on a page, and when no item fits, the whole list or map is a mismatch.
/// </content>
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
        List<(int Index, byte[] Json)>? mismatches = null;
        for (var depth = _reader.CurrentDepth; ;)
        {
            var mark = MarkItem();
            if (readItem(ref this) is { } item)
            {
                items.Add(item);
            }
            else if (IsEndOfArray(depth))
            {
                return Complete(items, mismatches);
            }
            else if (!TryTakeMismatch(mark, items.Count, ref mismatches))
            {
                return null;
            }
        }
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
        var unmapped = UnmappedLength;
        while (ReadName() is { } key)
        {
            var mark = MarkMember();
            if (JsonEscapes.IsWellFormed(key) && readValue(ref this) is var value && (value is not null || (nulls && !IsMismatch)))
            {
                map[key] = value!;
            }
            else if (!TryTakeMismatch(mark, key, map))
            {
                return null;
            }
        }

        return Complete(map, unmapped);
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
        var unmapped = UnmappedLength;
        while (ReadName() is { } key)
        {
            var mark = MarkMember();
            if (JsonEscapes.IsWellFormed(key) && readValue(ref this) is { } value)
            {
                map[key] = value;
            }
            else if (!TryTakeMismatch(mark, key, map))
            {
                return null;
            }
        }

        return Complete(map, unmapped);
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
        List<(int Index, byte[] Json)>? mismatches = null;
        for (var depth = _reader.CurrentDepth; ;)
        {
            var mark = MarkItem();
            var item = readItem(ref this);
            if (item is null && IsEndOfArray(depth))
            {
                return Complete(items, mismatches);
            }

            if (item is not null || (nulls && !IsMismatch))
            {
                items.Add(item!);
            }
            else if (!TryTakeMismatch(mark, items.Count, ref mismatches))
            {
                return null;
            }
        }
    }

    private readonly bool IsEndOfArray(int depth) => !IsMismatch && AtEndOfArray(depth);

    private readonly bool AtEndOfArray(int depth) => _reader.CurrentDepth == depth && _reader.TokenType == JsonTokenType.EndArray;
}
