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
    private readonly IReadOnlyList<T>? _many;

    /// <summary>Creates a single object.</summary>
    /// <param name="item">The object.</param>
    public OneOrMany(T item) => _one = item ?? throw new ArgumentNullException(nameof(item));

    /// <summary>Creates an array.</summary>
    /// <param name="items">Its items.</param>
    public OneOrMany(IReadOnlyList<T> items) => _many = items ?? throw new ArgumentNullException(nameof(items));

    /// <summary>Whether the value is an array on the wire, even of one item.</summary>
    public bool IsArray => _many is not null;

    /// <inheritdoc/>
    public int Count => _many?.Count ?? 1;

    /// <inheritdoc/>
    public T this[int index] => _many is not null ? _many[index] : index == 0 ? _one! : throw new ArgumentOutOfRangeException(nameof(index));

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
