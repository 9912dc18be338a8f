using System.Collections;
using Newtonsoft.Json.Linq;

namespace IdentitySdk.Core;

/// <summary>Members that a model has no property for, as the bytes or tokens they came in until somebody looks at them.</summary>
/// <param name="kept">The bytes of a JSON object, or names and values as <see cref="KeptTokens"/> has them; null for none.</param>
internal sealed class AdditionalMembers(object? kept) : IDictionary<string, JToken?>
{
    private object? _kept = kept;
    private Dictionary<string, JToken?>? _members;

    public int Count => Members.Count;

    public bool IsReadOnly => false;

    public ICollection<string> Keys => Members.Keys;

    public ICollection<JToken?> Values => Members.Values;

    private Dictionary<string, JToken?> Members => _members ?? Interlocked.CompareExchange(ref _members, Parse(_kept), null) ?? _members!;

    public JToken? this[string key]
    {
        get => Members[key];
        set => Changing[key] = value;
    }

    private Dictionary<string, JToken?> Changing
    {
        get
        {
            var members = Members;
            _kept = null;
            return members;
        }
    }

    public void Add(string key, JToken? value) => Changing.Add(key, value);

    public bool Remove(string key) => Changing.Remove(key);

    public void Clear() => Changing.Clear();

    public bool ContainsKey(string key) => Members.ContainsKey(key);

#pragma warning disable CS8767 // The interface's older form says nothing of null.
    public bool TryGetValue(string key, out JToken? value) => Members.TryGetValue(key, out value);
#pragma warning restore CS8767

    public IEnumerator<KeyValuePair<string, JToken?>> GetEnumerator() => Members.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    void ICollection<KeyValuePair<string, JToken?>>.Add(KeyValuePair<string, JToken?> item) => Add(item.Key, item.Value);

    bool ICollection<KeyValuePair<string, JToken?>>.Contains(KeyValuePair<string, JToken?> item) => ((ICollection<KeyValuePair<string, JToken?>>)Members).Contains(item);

    void ICollection<KeyValuePair<string, JToken?>>.CopyTo(KeyValuePair<string, JToken?>[] array, int arrayIndex) =>
        ((ICollection<KeyValuePair<string, JToken?>>)Members).CopyTo(array, arrayIndex);

    bool ICollection<KeyValuePair<string, JToken?>>.Remove(KeyValuePair<string, JToken?> item) => ((ICollection<KeyValuePair<string, JToken?>>)Changing).Remove(item);

    /// <summary>Writes the members, but for those that a property says now.</summary>
    internal void Write(JsonOutput output, ApiObject owner)
    {
        if (_kept is byte[] json && output.IsUtf8 && IsUnchanged(json))
        {
            output.WriteMembers(json, owner);
            return;
        }

        foreach (var pair in Members)
        {
            if (!owner.Says(pair.Key))
            {
                output.Name(pair.Key);
                output.Write(pair.Value, pair.Key);
            }
        }
    }

    /// <summary>A token that was handed out may have been changed where it stands; bytes that were only looked at are written as they came.</summary>
    private bool IsUnchanged(byte[] json) =>
        _members is not { } members || Parse(json).All(pair => members.TryGetValue(pair.Key, out var value) && JToken.DeepEquals(pair.Value, value));

    private static Dictionary<string, JToken?> Parse(object? kept)
    {
        var members = new Dictionary<string, JToken?>(StringComparer.Ordinal);
        if (kept is object?[] tokens)
        {
            KeptTokens.AddTo(members, tokens);
        }
        else if (kept is byte[] json)
        {
            var input = new JsonInput(json);
            input.BeginObject();
            while (input.ReadName() is { } name)
            {
                members[name] = input.ReadJToken();
            }
        }
        return members;
    }
}
