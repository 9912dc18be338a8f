namespace IdentitySdk.Directories;

/// <summary>A vendor's attributes as data: neutral ones under the vendor's names, and all other names as custom ones.</summary>
internal sealed class AttributeMap(IReadOnlyList<AttributeDefinition> definitions)
{
    private readonly Dictionary<string, AttributeDefinition> _byName = definitions.ToDictionary(definition => definition.NativeName);
    private readonly Dictionary<UserAttribute, string> _names = definitions.ToDictionary(definition => definition.Attribute, definition => definition.NativeName);

    public IReadOnlyList<AttributeDefinition> Definitions => definitions;

    /// <summary>The vendor's name of an attribute.</summary>
    public string NameOf(UserAttribute attribute) => _names.TryGetValue(attribute, out var name) ? name : attribute.CustomName!;

    /// <summary>The neutral values of members; those that the vendor's other names stand for are custom ones if asked for.</summary>
    public UserValues Values(IEnumerable<KeyValuePair<string, AttributeValue>> members, bool withCustom) => UserValues.Of([..
        from member in members
        let definition = _byName.TryGetValue(member.Key, out var known) ? known : null
        where definition is not null || withCustom
        let value = definition?.Type is { } type ? member.Value.As(type) ?? member.Value : member.Value
        select (definition?.Attribute ?? UserAttribute.Custom(member.Key), value)]);

    /// <summary>Members with the vendor's names, in the types of the definitions.</summary>
    public IEnumerable<KeyValuePair<string, AttributeValue>> Members(IEnumerable<KeyValuePair<UserAttribute, AttributeValue>> values) =>
        from item in values
        let name = NameOf(item.Key)
        let type = _byName.TryGetValue(name, out var definition) ? definition.Type : null
        select new KeyValuePair<string, AttributeValue>(name, type is { } known ? item.Value.As(known) ?? item.Value : item.Value);

    /// <summary>These definitions with those that the tenant has defined.</summary>
    public AttributeMap With(IEnumerable<AttributeDefinition> custom) => new([.. definitions, .. custom]);
}
