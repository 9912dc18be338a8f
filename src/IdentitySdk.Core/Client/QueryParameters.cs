using System.Collections;
using IdentitySdk.Core;

namespace IdentitySdk;

/// <summary>Query parameters, unescaped: the SDK escapes names and values. A name may be repeated.</summary>
public sealed class QueryParameters : IEnumerable<KeyValuePair<string, string>>
{
    private readonly List<KeyValuePair<string, string>> _pairs = [];

    /// <summary>The number of parameters.</summary>
    public int Count => _pairs.Count;

    /// <summary>Sets a parameter, in place of all earlier values of the same name.</summary>
    /// <param name="name">The name; not empty, and without half of a surrogate pair.</param>
    /// <exception cref="ArgumentException">The name or the value cannot be sent.</exception>
    public string this[string name]
    {
        set
        {
            var pair = Pair(name, value);
            _pairs.RemoveAll(other => other.Key == name);
            _pairs.Add(pair);
        }
    }

    /// <summary>Adds a parameter, after earlier values of the same name.</summary>
    /// <param name="name">The name; not empty, and without half of a surrogate pair.</param>
    /// <param name="value">The value; it may be empty.</param>
    /// <exception cref="ArgumentException">The name or the value cannot be sent.</exception>
    public void Add(string name, string value) => _pairs.Add(Pair(name, value));

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, string>> GetEnumerator() => _pairs.GetEnumerator();

    /// <summary>The number of parameters only, because values may contain personal data.</summary>
    /// <returns>For example <c>2 parameters</c>.</returns>
    public override string ToString() => Count == 1 ? "1 parameter" : $"{Count} parameters";

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal void AddRange(QueryParameters other) => _pairs.AddRange(other._pairs);

    private static KeyValuePair<string, string> Pair(string name, string value)
    {
        if (string.IsNullOrEmpty(name) || !JsonEscapes.IsWellFormed(name))
        {
            throw new ArgumentException("A query parameter needs a name without half of a surrogate pair.", nameof(name));
        }

        return JsonEscapes.IsWellFormed(value ?? throw new ArgumentNullException(nameof(value)))
            ? new(name, value)
            : throw new ArgumentException($"The value of the query parameter '{name}' contains half of a surrogate pair.", nameof(value));
    }
}
