using System.Collections;
using Newtonsoft.Json.Linq;

namespace IdentitySdk.Core;

/// <summary>Members that a model has no property for: the bytes they came in, of which only what is looked at becomes a token.</summary>
/// <param name="json">A JSON object; null for none.</param>
internal sealed class AdditionalMembers(byte[]? json) : IDictionary<string, JToken?>
{
    private readonly JsonMap<JToken?> _handedOut = new(); // Also what guards itself and _all.
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

    /// <summary>All members as tokens, those included that were handed out before.</summary>
    private Dictionary<string, JToken?> All
    {
        get
        {
            if (Volatile.Read(ref _all) is { } all)
            {
                return all;
            }

            lock (_handedOut)
            {
                if (_all is { } made)
                {
                    return made;
                }

                all = UnmappedJson.Parse(json);
                foreach (var member in _handedOut)
                {
                    all[member.Key] = member.Value;
                }

                Volatile.Write(ref _all, all);
                return all;
            }
        }
    }

    public void Add(string key, JToken? value) => All.Add(key, value);

    public bool Remove(string key) => All.Remove(key);

    public void Clear() => All.Clear();

    public bool ContainsKey(string key) =>
        Volatile.Read(ref _all)?.ContainsKey(key) ?? !UnmappedJson.Find(json, key ?? throw new ArgumentNullException(nameof(key))).IsEmpty;

#pragma warning disable CS8767 // The interface's older form says nothing of null.
    public bool TryGetValue(string key, out JToken? value)
#pragma warning restore CS8767
    {
        _ = key ?? throw new ArgumentNullException(nameof(key));
        if (Volatile.Read(ref _all) is { } all)
        {
            return all.TryGetValue(key, out value);
        }

        lock (_handedOut)
        {
            if (_all is not null || _handedOut.ContainsKey(key))
            {
                return TryGetHandedOut(key, out value);
            }

            var found = UnmappedJson.Find(json, key);
            if (found.IsEmpty)
            {
                value = null;
                return false;
            }

            _handedOut[key] = value = UnmappedJson.Tree(found);
            return true;
        }
    }

    public IEnumerator<KeyValuePair<string, JToken?>> GetEnumerator() => All.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    void ICollection<KeyValuePair<string, JToken?>>.Add(KeyValuePair<string, JToken?> item) => Add(item.Key, item.Value);

    bool ICollection<KeyValuePair<string, JToken?>>.Contains(KeyValuePair<string, JToken?> item) => ((ICollection<KeyValuePair<string, JToken?>>)All).Contains(item);

    void ICollection<KeyValuePair<string, JToken?>>.CopyTo(KeyValuePair<string, JToken?>[] array, int arrayIndex) =>
        ((ICollection<KeyValuePair<string, JToken?>>)All).CopyTo(array, arrayIndex);

    bool ICollection<KeyValuePair<string, JToken?>>.Remove(KeyValuePair<string, JToken?> item) => ((ICollection<KeyValuePair<string, JToken?>>)All).Remove(item);

    /// <summary>The bytes in which a value that nobody has as a token still stands.</summary>
    /// <param name="key">The member's name.</param>
    /// <param name="token">The token that stands for the value instead, if somebody has it; null together with no bytes for a member that is missing.</param>
    internal ReadOnlySpan<byte> Find(string key, out JToken? token)
    {
        lock (_handedOut)
        {
            return TryGetHandedOut(key, out token) || _all is not null ? default : UnmappedJson.Find(json, key);
        }
    }

    /// <summary>Writes the members, but for those that a property holds now: what nobody has changed as it came.</summary>
    internal void Write(ModelWriter writer, ApiObject owner)
    {
        var changed = Changed(out var current);
        writer.WriteUnmapped(json, owner, changed);
        foreach (var name in changed)
        {
            if (current.TryGetValue(name, out var value) && !owner.Says(name))
            {
                writer.WriteMember(name, value);
            }
        }
    }

    private bool TryGetHandedOut(string key, out JToken? value) => _all is { } all ? all.TryGetValue(key, out value) : _handedOut.TryGetValue(key, out value);

    /// <summary>The names of members that were set or removed, or whose token was changed where it stands.</summary>
    private HashSet<string> Changed(out IReadOnlyDictionary<string, JToken?> current)
    {
        lock (_handedOut)
        {
            current = _all is null ? _handedOut : _all;
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
