using System.Collections;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace IdentitySdk.Core;

/// <summary>A map in the order of its document. Most maps have one or two members: a scan costs less time and memory than a hash table.</summary>
/// <typeparam name="T">The values' type.</typeparam>
[DebuggerDisplay("Count = {Count}")]
internal sealed class JsonMap<T> : IReadOnlyDictionary<string, T>
{
    private const int MaxScanned = 8;
    private KeyValuePair<string, T>[] _members = [];
    private Dictionary<string, int>? _index;
    private HashSet<string>? _excluded;

    /// <summary>The members of another JSON type than the documented one, as one JSON object; null when there are none.</summary>
    public byte[]? Mismatches { get; private set; }

    public int Count { get; private set; }

    public IEnumerable<string> Keys => this.Select(static member => member.Key);

    public IEnumerable<T> Values => this.Select(static member => member.Value);

    public T this[string key]
    {
        get => Find(key) is >= 0 and var index ? _members[index].Value : throw new KeyNotFoundException($"The map has no member '{key}'.");
        set
        {
            _ = _excluded?.Remove(key);
            var member = new KeyValuePair<string, T>(key, value);
            if (Find(key) is >= 0 and var index)
            {
                _members[index] = member;
            }
            else
            {
                Add(member);
            }
        }
    }

    /// <summary>The member at a position.</summary>
    public KeyValuePair<string, T> this[int index] => _members[index];

    public bool ContainsKey(string key) => Find(key) >= 0;

#pragma warning disable CS8767 // On netstandard2.0 the interface has no nullable annotations.
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out T value)
    {
        var index = Find(key);
        value = index >= 0 ? _members[index].Value : default;
        return index >= 0;
    }
#pragma warning restore CS8767

    public IEnumerator<KeyValuePair<string, T>> GetEnumerator()
    {
        for (var index = 0; index < Count; index++)
        {
            yield return _members[index];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Excludes a member unless it is set again: a later one with its name has another JSON type.</summary>
    public void Exclude(string key)
    {
        if (ContainsKey(key))
        {
            _ = (_excluded ??= []).Add(key);
        }
    }

    /// <summary>Returns the map without the excluded members, and with the mismatches.</summary>
    public JsonMap<T> With(byte[] mismatches)
    {
        var map = this;
        if (_excluded is { Count: > 0 })
        {
            map = new JsonMap<T>();
            foreach (var member in this.Where(member => !_excluded.Contains(member.Key)))
            {
                map.Add(member);
            }
        }

        map.Mismatches = mismatches;
        return map;
    }

    private void Add(KeyValuePair<string, T> member)
    {
        if (Count == _members.Length)
        {
            Array.Resize(ref _members, Math.Max(1, Count * 2));
        }

        _members[Count] = member;
        _index?.Add(member.Key, Count);
        if (++Count > MaxScanned)
        {
            _index ??= CreateIndex();
        }
    }

    // Apart, so that a program does not load System.Linq for small maps.
    private Dictionary<string, int> CreateIndex() => Enumerable.Range(0, Count).ToDictionary(index => _members[index].Key, StringComparer.Ordinal);

    private int Find(string key)
    {
        if (_index is not null)
        {
            return _index.TryGetValue(key, out var found) ? found : -1;
        }

        _ = key ?? throw new ArgumentNullException(nameof(key));
        var index = Count - 1;
        while (index >= 0 && _members[index].Key != key)
        {
            index--;
        }

        return index;
    }
}
