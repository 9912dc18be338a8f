using System.Collections;
using IdentitySdk.Core;

namespace IdentitySdk;

/// <summary>A value that a vendor sends as one object or as an array of objects; it is written as it was received.</summary>
/// <typeparam name="T">The items' type.</typeparam>
[System.Text.Json.Serialization.JsonConverter(typeof(OneOrManyConverterFactory))]
[Newtonsoft.Json.JsonConverter(typeof(NewtonsoftConverter))]
public sealed class OneOrMany<T> : IReadOnlyList<T>, IOneOrMany
    where T : class
{
    private readonly T? _one;

    /// <summary>Creates a single object.</summary>
    /// <param name="item">The object.</param>
    public OneOrMany(T item) => _one = item ?? throw new ArgumentNullException(nameof(item));

    /// <summary>Creates an array.</summary>
    /// <param name="items">Its items.</param>
    public OneOrMany(IReadOnlyList<T> items) => Many = items ?? throw new ArgumentNullException(nameof(items));

    /// <summary>Whether the value is an array on the wire, even of one item.</summary>
    public bool IsArray => Many is not null;

    /// <inheritdoc/>
    public int Count => Many?.Count ?? 1;

    /// <inheritdoc/>
    public T this[int index] => Many is not null ? Many[index] : index == 0 ? _one! : throw new ArgumentOutOfRangeException(nameof(index));

    /// <summary>The array; null for a single object.</summary>
    internal IReadOnlyList<T>? Many { get; }

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator()
    {
        for (var index = 0; index < Count; index++)
        {
            yield return this[index];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
