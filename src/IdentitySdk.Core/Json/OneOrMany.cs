using System.Collections;
using IdentitySdk.Core;

namespace IdentitySdk;

/// <summary>What a vendor sends either as one object or as an array of them. It is written as it was read.</summary>
/// <typeparam name="T">The items' type.</typeparam>
public sealed class OneOrMany<T> : IReadOnlyList<T>, IOneOrMany
    where T : class
{
    private readonly IReadOnlyList<T> _items;

    /// <summary>One object.</summary>
    /// <param name="item">The object.</param>
    public OneOrMany(T item) => _items = [item ?? throw new ArgumentNullException(nameof(item))];

    /// <summary>An array.</summary>
    /// <param name="items">Its items.</param>
    public OneOrMany(IReadOnlyList<T> items)
    {
        _items = items ?? throw new ArgumentNullException(nameof(items));
        IsArray = true;
    }

    /// <summary>Whether it is an array on the wire, be it of one.</summary>
    public bool IsArray { get; }

    /// <inheritdoc/>
    public int Count => _items.Count;

    /// <inheritdoc/>
    public T this[int index] => _items[index];

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator() => _items.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
