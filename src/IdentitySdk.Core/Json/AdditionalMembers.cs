using System.Collections;
using Newtonsoft.Json.Linq;

namespace IdentitySdk.Core;

/// <summary>Members that a model has no property for, as the bytes that were received: a member becomes a token when it is first read.</summary>
/// <param name="json">A JSON object; null when there are no members.</param>
internal sealed class AdditionalMembers(byte[]? json) : IDictionary<string, JToken?>
{
    private readonly JsonMap<JToken?> _returned = new(); // Tokens that a caller may have changed; also the lock for itself and _all.
    private Dictionary<string, JToken?>? _all;

    public int Count => All.Count;

    public bool IsReadOnly => false;

    public ICollection<string> Keys => All.Keys;

    public ICollection<JToken?> Values => All.Values;

    public JToken? this[string key]
    {
        get => TryGetValue(key, out var value) ? value : throw new KeyNotFoundException($"There is no additional member '{key}'.");
        set => All[key] = value;
    }

    /// <summary>All members as tokens, including the tokens that a caller already has.</summary>
    private Dictionary<string, JToken?> All
    {
        get
        {
            lock (_returned)
            {
                if (_all is null)
                {
                    _all = UnmappedJson.Parse(json);
                    foreach (var member in _returned)
                    {
                        _all[member.Key] = member.Value;
                    }
                }

                return _all;
            }
        }
    }

    public void Add(string key, JToken? value) => All.Add(key, value);

    public bool Remove(string key) => All.Remove(key);

    public void Clear() => All.Clear();

    public bool ContainsKey(string key) => _all?.ContainsKey(key) ?? !UnmappedJson.Find(json, key ?? throw new ArgumentNullException(nameof(key))).IsEmpty;

#pragma warning disable CS8767 // On netstandard2.0 the interface has no nullable annotations.
    public bool TryGetValue(string key, out JToken? value)
#pragma warning restore CS8767
    {
        _ = key ?? throw new ArgumentNullException(nameof(key));
        lock (_returned)
        {
            if (_all is not null || _returned.ContainsKey(key))
            {
                return TryGetReturned(key, out value);
            }

            var found = UnmappedJson.Find(json, key);
            if (found.IsEmpty)
            {
                value = null;
                return false;
            }

            _returned[key] = value = UnmappedJson.ParseValue(found);
            return true;
        }
    }

    public IEnumerator<KeyValuePair<string, JToken?>> GetEnumerator() => All.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    void ICollection<KeyValuePair<string, JToken?>>.Add(KeyValuePair<string, JToken?> item) => Add(item.Key, item.Value);

    bool ICollection<KeyValuePair<string, JToken?>>.Contains(KeyValuePair<string, JToken?> item) =>
        ((ICollection<KeyValuePair<string, JToken?>>)All).Contains(item);

    void ICollection<KeyValuePair<string, JToken?>>.CopyTo(KeyValuePair<string, JToken?>[] array, int arrayIndex) =>
        ((ICollection<KeyValuePair<string, JToken?>>)All).CopyTo(array, arrayIndex);

    bool ICollection<KeyValuePair<string, JToken?>>.Remove(KeyValuePair<string, JToken?> item) =>
        ((ICollection<KeyValuePair<string, JToken?>>)All).Remove(item);

    /// <summary>Finds a value: its bytes, unless a caller has the token and may have changed it.</summary>
    /// <param name="key">The member's name.</param>
    /// <param name="token">The token that a caller has; null when there is none.</param>
    /// <returns>The bytes; empty when there is a token or no such member.</returns>
    internal ReadOnlySpan<byte> Find(string key, out JToken? token)
    {
        lock (_returned)
        {
            return TryGetReturned(key, out token) || _all is not null ? default : UnmappedJson.Find(json, key);
        }
    }

    /// <summary>Writes the members, except those that the owner omits: unchanged ones as the bytes that were received.</summary>
    internal void Write(ModelWriter writer, ApiObject owner)
    {
        var changed = FindChanged(out var current);
        writer.WriteUnmapped(json, owner, changed);
        foreach (var name in changed)
        {
            if (current.TryGetValue(name, out var value) && owner.WritesUnmapped(name, writer))
            {
                writer.WriteMember(name, value);
            }
        }
    }

    private bool TryGetReturned(string key, out JToken? value) => _all is { } all ? all.TryGetValue(key, out value) : _returned.TryGetValue(key, out value);

    /// <summary>Finds the names of members that were set or removed, or whose token was changed in place.</summary>
    private HashSet<string> FindChanged(out IReadOnlyDictionary<string, JToken?> current)
    {
        lock (_returned)
        {
            current = _all is null ? _returned : _all;
            var changed = new HashSet<string>(current.Keys);
            if (_all is null && current.Count == 0)
            {
                return changed;
            }

            foreach (var member in UnmappedJson.Parse(json))
            {
                if (current.TryGetValue(member.Key, out var value) ? JToken.DeepEquals(member.Value, value) : _all is null)
                {
                    changed.Remove(member.Key);
                }
                else
                {
                    changed.Add(member.Key);
                }
            }

            return changed;
        }
    }
}
