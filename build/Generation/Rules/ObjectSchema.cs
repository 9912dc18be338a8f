using YamlDotNet.RepresentationModel;

namespace IdentitySdk.Generation;

/// <summary>The members of an object's schema, with those of its inline parts; a base class is another schema.</summary>
internal sealed class ObjectSchema
{
    private const string Prefix = "#/components/schemas/";
    private readonly SpecDocument _document;
    private readonly YamlNode[] _own;

    public ObjectSchema(SpecDocument document, YamlNode? schema)
    {
        _document = document;
        _own = [.. new[] { schema }.Concat(schema.Items("allOf").Where(static part => part.Get("$ref") is null)).OfType<YamlNode>()];
        Base = schema.Items("allOf").Select(Name).FirstOrDefault(static name => name is not null);
        Properties = [.. _own.SelectMany(static part => part.Get("properties").Members()).Select(static member => (member.Key.Value ?? "", member.Value))];
    }

    /// <summary>The name of the schema that this one extends.</summary>
    public string? Base { get; }

    public IReadOnlyList<(string Name, YamlNode Node)> Properties { get; }

    /// <summary>What a client must send; the server's own members are not the client's to send.</summary>
    public IEnumerable<string> Required => _own
        .SelectMany(static part => part.Items("required"))
        .Select(static name => ((YamlScalarNode)name).Value ?? "")
        .Where(name => !IsReadOnly(Properties.FirstOrDefault(property => property.Name == name).Node));

    /// <summary>The named schemas of what a client may send in this object.</summary>
    public IEnumerable<string> Parts => Properties
        .Where(property => !IsReadOnly(property.Node))
        .SelectMany(static property => Names(property.Node))
        .Concat(Base is null ? [] : [Base]);

    /// <summary>Whether the object itself states something that is enforced.</summary>
    public bool HasRules => Required.Any() || Properties.Any(property => !IsReadOnly(property.Node) && HasConstraints(property.Node));

    /// <summary>The name that a reference holds; null for what is no reference to a schema.</summary>
    public static string? Name(YamlNode? node) =>
        node.Text("$ref") is { } reference && reference.StartsWith(Prefix, StringComparison.Ordinal) ? reference[Prefix.Length..] : null;

    public bool IsReadOnly(YamlNode? node) => node.Is("readOnly") || _document.Resolve(node).Is("readOnly");

    public bool IsWriteOnly(YamlNode? node) => node.Is("writeOnly") || _document.Resolve(node).Is("writeOnly");

    private static YamlNode?[] Items(YamlNode? schema) => [schema.Get("items"), schema.Get("additionalProperties") as YamlMappingNode];

    private static IEnumerable<string> Names(YamlNode? node) => node is null ? [] :
        new[] { Name(node), node.Text("x-type") is { } type ? CSharpType.Parse(type).Leaf.Name : null }.OfType<string>()
            .Concat(node.Items("allOf").SelectMany(Names))
            .Concat(Items(node).SelectMany(Names));

    private bool HasConstraints(YamlNode? node) =>
        node is not null && (!Constraints.Of(_document.Resolve(node)).IsEmpty || Items(_document.Resolve(node)).Any(HasConstraints));
}
