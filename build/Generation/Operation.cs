using YamlDotNet.RepresentationModel;

namespace IdentitySdk.Generation;

/// <summary>One operation of a specification.</summary>
/// <param name="Name">Verb and path, for messages.</param>
/// <param name="Key">The node of its verb, for positions.</param>
/// <param name="Node">The operation.</param>
/// <param name="Parameters">Its parameters, including those of its path.</param>
internal sealed record Operation(string Name, YamlNode Key, YamlNode Node, IReadOnlyList<Parameter> Parameters);

/// <summary>One parameter.</summary>
/// <param name="Place">The node in the operation, for positions.</param>
/// <param name="Node">The parameter, with its reference resolved.</param>
/// <param name="Schema">Its schema, with its reference resolved.</param>
internal sealed record Parameter(YamlNode Place, YamlNode Node, YamlNode? Schema)
{
    public string Name => Node.Text("name") ?? "";

    public string In => Node.Text("in") ?? "";

    public bool IsOptional => !Node.Is("required");
}
