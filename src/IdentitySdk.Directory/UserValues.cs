using System.Collections;

namespace IdentitySdk.Directories;

/// <summary>Immutable attribute values. An absent attribute is not specified; <see cref="AttributeValue.None"/> specifies that it has no value.</summary>
public sealed class UserValues : IReadOnlyCollection<KeyValuePair<UserAttribute, AttributeValue>>
{
    private readonly KeyValuePair<UserAttribute, AttributeValue>[] _items;

    /// <summary>Creates the values; the last value of an attribute wins.</summary>
    /// <param name="items">The attributes with their values.</param>
    public UserValues(IEnumerable<KeyValuePair<UserAttribute, AttributeValue>> items)
    {
        var values = new List<KeyValuePair<UserAttribute, AttributeValue>>();
        foreach (var item in Arguments.NotNull(items, nameof(items)))
        {
            values.RemoveAll(other => other.Key == item.Key);
            values.Add(item);
        }

        _items = [.. values];
    }

    /// <summary>No values.</summary>
    public static UserValues Empty { get; } = new([]);

    /// <summary>The number of attributes.</summary>
    public int Count => _items.Length;

    /// <summary>The attributes.</summary>
    public IEnumerable<UserAttribute> Attributes => _items.Select(item => item.Key);

    /// <summary>The value of an attribute; <see cref="AttributeValue.None"/> if it is not specified.</summary>
    public AttributeValue this[UserAttribute attribute] => TryGet(attribute, out var value) ? value : default;

    /// <summary>Creates values from pairs.</summary>
    public static UserValues Of(params (UserAttribute Attribute, AttributeValue Value)[] items) =>
        new(items.Select(item => new KeyValuePair<UserAttribute, AttributeValue>(item.Attribute, item.Value)));

    /// <summary>Whether an attribute is specified, with or without a value.</summary>
    public bool Contains(UserAttribute attribute) => TryGet(attribute, out _);

    /// <summary>Gets the value of an attribute if it is specified.</summary>
    public bool TryGet(UserAttribute attribute, out AttributeValue value)
    {
        foreach (var item in _items)
        {
            if (item.Key == attribute)
            {
                value = item.Value;
                return true;
            }
        }

        value = default;
        return false;
    }

    /// <summary>Gets these values with others added or replaced.</summary>
    public UserValues With(IEnumerable<KeyValuePair<UserAttribute, AttributeValue>> changes) => new(_items.Concat(changes));

    /// <summary>Gets these values with another one added or replaced.</summary>
    public UserValues With(UserAttribute attribute, AttributeValue value) => With([new(attribute, value)]);

    /// <summary>Gets the values of some attributes; <see cref="AttributeValue.None"/> for those that are not specified.</summary>
    public UserValues Only(IEnumerable<UserAttribute> attributes) =>
        new(attributes.Select(attribute => new KeyValuePair<UserAttribute, AttributeValue>(attribute, this[attribute])));

    /// <summary>Whether both have the same values. An attribute that is not specified equals <see cref="AttributeValue.None"/>.</summary>
    public bool SameAs(UserValues other) =>
        Attributes.Concat(other.Attributes).All(attribute => this[attribute] == other[attribute]);

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<UserAttribute, AttributeValue>> GetEnumerator() => _items.AsEnumerable().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Returns the names of the attributes only: values are personal data.</summary>
    public override string ToString() => string.Join(", ", Attributes);
}
