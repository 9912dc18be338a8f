using System.Reflection;
using System.Runtime.Loader;
using YamlDotNet.RepresentationModel;

namespace IdentitySdk.Generation;

/// <summary>Finds keys of the NSwag configuration that NSwag does not know and would silently ignore.</summary>
internal static class ConfigurationRules
{
    public static IEnumerable<Finding> Check(string path, string toolFolder)
    {
        var context = new AssemblyLoadContext("NSwag");
        context.Resolving += (_, name) =>
            Path.Combine(toolFolder, $"{name.Name}.dll") is var file && File.Exists(file) ? context.LoadFromAssemblyPath(file) : null;
        var commands = context.LoadFromAssemblyPath(Path.Combine(toolFolder, "NSwag.Commands.dll"));

        // JSON is YAML, and the YAML parser reports lines.
        var stream = new YamlStream();
        using var reader = new StreamReader(path);
        stream.Load(reader);
        var root = stream.Documents[0].RootNode;
        return
        [
            .. Unknown(root, ["runtime", "defaultVariables", "documentGenerator", "codeGenerators"]),
            .. Unknown(root.Get("documentGenerator"), ["fromDocument"]),
            .. Unknown(root.Get("documentGenerator").Get("fromDocument"), Keys("NSwag.Commands.Generation.FromDocumentCommand")),
            .. Unknown(root.Get("codeGenerators"), ["openApiToCSharpClient"]),
            .. Unknown(root.Get("codeGenerators").Get("openApiToCSharpClient"), Keys("NSwag.Commands.CodeGeneration.OpenApiToCSharpClientCommand")),
        ];

        string[] Keys(string type) => [.. commands.GetType(type, throwOnError: true)!.GetProperties().Select(Key).OfType<string>()];

        IEnumerable<Finding> Unknown(YamlNode? node, string[] known) =>
            from member in node.Members()
            where !known.Contains(member.Key.Value)
            select new Finding(path, member.Key.Start, "SPEC015", $"NSwag does not know '{member.Key.Value}'.");
    }

    /// <summary>Gets a property's name in the configuration; null when it has none.</summary>
    private static string? Key(PropertyInfo property)
    {
        var attributes = property.GetCustomAttributesData();
        if (attributes.Any(attribute => attribute.AttributeType.Name == "JsonIgnoreAttribute"))
        {
            return null;
        }

        var named = attributes.FirstOrDefault(attribute => attribute.AttributeType.Name == "JsonPropertyAttribute");
        return named?.ConstructorArguments.FirstOrDefault().Value as string ?? char.ToLowerInvariant(property.Name[0]) + property.Name[1..];
    }
}
