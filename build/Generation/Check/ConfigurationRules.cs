using System.Reflection;
using System.Runtime.Loader;
using YamlDotNet.RepresentationModel;

namespace IdentitySdk.Generation;

/// <summary>Every key of the NSwag configuration is one that NSwag has; it ignores the others without a word.</summary>
internal static class ConfigurationRules
{
    public static IEnumerable<Finding> Check(string path, string toolFolder)
    {
        var context = new AssemblyLoadContext("NSwag");
        context.Resolving += (_, name) => Path.Combine(toolFolder, $"{name.Name}.dll") is var file && File.Exists(file) ? context.LoadFromAssemblyPath(file) : null;
        var commands = context.LoadFromAssemblyPath(Path.Combine(toolFolder, "NSwag.Commands.dll"));

        // JSON is YAML, and the YAML parser knows the lines.
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

    /// <summary>A property's name in the configuration; null when it is not part of it.</summary>
    private static string? Key(PropertyInfo property)
    {
        var attributes = property.GetCustomAttributesData();
        if (attributes.Any(attribute => attribute.AttributeType.Name == "JsonIgnoreAttribute"))
        {
            return null;
        }

        var name = attributes.FirstOrDefault(attribute => attribute.AttributeType.Name == "JsonPropertyAttribute")?.ConstructorArguments.FirstOrDefault().Value as string;
        return name ?? char.ToLowerInvariant(property.Name[0]) + property.Name[1..];
    }
}
