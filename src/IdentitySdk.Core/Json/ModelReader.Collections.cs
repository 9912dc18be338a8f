using System.Text.Json;

namespace IdentitySdk.Core;

/// <content>
/// Lists, maps and "one or many". An item of another JSON type than requested is left out of a model's list or map, which holds its raw JSON; outside of
/// models, as on a page, and when no item fits, the whole list or map is a mismatch.
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
        List<OddItem>? odd = null;
        for (var depth = _reader.CurrentDepth; ;)
        {
            var mark = MarkItem();
            if (readItem(ref this) is { } item)
            {
                items.Add(item);
            }
            else if (IsEndOfArray(depth))
            {
                return Complete(items, odd);
            }
            else if (!TryTakeItem(mark, items.Count, ref odd))
            {
                return null;
            }
        }
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
        var unmapped = _unmappedLength;
        while (ReadName() is { } key)
        {
            var mark = MarkMember();
            if (JsonEscapes.IsWellFormed(key) && readValue(ref this) is var value && (value is not null || (nulls && !_isMismatch)))
            {
                map[key] = value!;
            }
            else if (!TryTakeMember(mark, key, map))
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
        var unmapped = _unmappedLength;
        while (ReadName() is { } key)
        {
            var mark = MarkMember();
            if (JsonEscapes.IsWellFormed(key) && readValue(ref this) is { } value)
            {
                map[key] = value;
            }
            else if (!TryTakeMember(mark, key, map))
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
        List<OddItem>? odd = null;
        for (var depth = _reader.CurrentDepth; ;)
        {
            var mark = MarkItem();
            var item = readItem(ref this);
            if (item is null && IsEndOfArray(depth))
            {
                return Complete(items, odd);
            }

            if (item is not null || (nulls && !_isMismatch))
            {
                items.Add(item!);
            }
            else if (!TryTakeItem(mark, items.Count, ref odd))
            {
                return null;
            }
        }
    }

    private readonly bool IsEndOfArray(int depth) => !_isMismatch && AtEndOfArray(depth);

    private readonly bool AtEndOfArray(int depth) => _reader.CurrentDepth == depth && _reader.TokenType == JsonTokenType.EndArray;
}
