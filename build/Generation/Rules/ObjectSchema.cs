using YamlDotNet.RepresentationModel;

namespace IdentitySdk.Generation;

/// <summary>The members of an object's schema and of its inline parts; its base class is a schema of its own.</summary>
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

    /// <summary>Members that a client must send; read-only members are never among them.</summary>
    public IEnumerable<string> Required => _own
        .SelectMany(static part => part.Items("required"))
        .Select(static name => ((YamlScalarNode)name).Value ?? "")
        .Where(name => !IsReadOnly(Properties.FirstOrDefault(property => property.Name == name).Node));

    /// <summary>The named schemas of members that a client may send.</summary>
    public IEnumerable<string> Parts => Properties
        .Where(property => !IsReadOnly(property.Node))
        .SelectMany(static property => Names(property.Node))
        .Concat(Base is null ? [] : [Base]);

    /// <summary>Whether the object itself has rules that are enforced.</summary>
    public bool HasRules => Required.Any() || Properties.Any(property => !IsReadOnly(property.Node) && HasConstraints(property.Node));

    /// <summary>Whether the vendor has members other than the listed ones.</summary>
    public bool IsOpen => _own.Any(static part => part.Is("x-open"));

    /// <summary>Gets the name in a reference to a schema; null for any other node.</summary>
    public static string? Name(YamlNode? node) =>
        node.Text("$ref") is { } reference && reference.StartsWith(Prefix, StringComparison.Ordinal) ? reference[Prefix.Length..] : null;

    public bool IsReadOnly(YamlNode? node) => node.Is("readOnly") || _document.Resolve(node).Is("readOnly");

    public bool IsWriteOnly(YamlNode? node) => node.Is("writeOnly") || _document.Resolve(node).Is("writeOnly");

    /// <summary>The named schemas of a value's C# type: of <c>x-type</c>, of references and of the items of lists and maps.</summary>
    public static IEnumerable<string> Names(YamlNode? node) => node is null ? [] :
        new[] { Name(node), node.Text("x-type") is { } type ? CSharpType.Parse(type).Leaf.Name : null }.OfType<string>()
            .Concat(node.Items("allOf").SelectMany(Names))
            .Concat(Items(node).SelectMany(Names));

    private static YamlNode?[] Items(YamlNode? schema) => [schema.Get("items"), schema.Get("additionalProperties") as YamlMappingNode];

    private bool HasConstraints(YamlNode? node) =>
        node is not null && (!Constraints.Of(_document.Resolve(node)).IsEmpty || Items(_document.Resolve(node)).Any(HasConstraints));
}
