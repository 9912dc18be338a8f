namespace IdentitySdk.Directories;

/// <summary>Maps attributes to the vendor's member names. All other members are custom attributes.</summary>
internal sealed class AttributeMap(IReadOnlyList<AttributeDefinition> definitions)
{
    private readonly Dictionary<string, AttributeDefinition> _byName = definitions.ToDictionary(definition => definition.NativeName);
    private readonly Dictionary<UserAttribute, string> _names =
        definitions.ToDictionary(definition => definition.Attribute, definition => definition.NativeName);

    public IReadOnlyList<AttributeDefinition> Definitions => definitions;

    /// <summary>Gets the vendor's name of an attribute.</summary>
    public string NameOf(UserAttribute attribute) => _names.TryGetValue(attribute, out var name) ? name : attribute.CustomName!;

    /// <summary>Converts a vendor's members to attribute values; unmapped members are custom attributes or omitted.</summary>
    public UserValues Values(IEnumerable<KeyValuePair<string, AttributeValue>> members, bool withCustom) => UserValues.Of([..
        from member in members
        let definition = _byName.TryGetValue(member.Key, out var known) ? known : null
        where definition is not null || withCustom
        let value = definition?.Type is { } type ? member.Value.As(type) ?? member.Value : member.Value
        select (definition?.Attribute ?? UserAttribute.Custom(member.Key), value)]);

    /// <summary>Converts attribute values to members, in the types of the definitions.</summary>
    public IEnumerable<KeyValuePair<string, AttributeValue>> Members(IEnumerable<KeyValuePair<UserAttribute, AttributeValue>> values) =>
        from item in values
        let name = NameOf(item.Key)
        let type = _byName.TryGetValue(name, out var definition) ? definition.Type : null
        select new KeyValuePair<string, AttributeValue>(name, type is { } known ? item.Value.As(known) ?? item.Value : item.Value);

    /// <summary>Returns a map with additional definitions.</summary>
    public AttributeMap With(IEnumerable<AttributeDefinition> custom) => new([.. definitions, .. custom]);
}
