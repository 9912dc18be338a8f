using YamlDotNet.RepresentationModel;

namespace IdentitySdk.Generation;

/// <summary>Checks the document as a whole: version, references, extensions.</summary>
internal static class DocumentRules
{
    // A misspelt extension would silently do nothing.
    private static readonly string[] s_extensions =
    [
        FailureText.AlreadyExists, "x-deviation", "x-docs", "x-documented-as", "x-enumNames", "x-evidence", "x-evidence-sources",
        "x-media-type-parameter", "x-newer-api", "x-newer-api-sources", "x-not-found", "x-omitted-parameters", "x-open", "x-options", "x-paging",
        "x-query-prefix", "x-read-only", "x-retry", "x-retry-reason", "x-sensitive", "x-type", "x-unwrap",
    ];

    // Below these, keys are names that the API defines.
    private static readonly string[] s_maps = ["properties", "headers", "schemas", "parameters", "responses", "examples", "example", "paths"];

    public static IEnumerable<Finding> Check(SpecDocument document)
    {
        if (document.Root.Text("openapi")?.StartsWith("3.0.", StringComparison.Ordinal) != true)
        {
            var place = document.Root.Get("openapi") ?? document.Root;
            yield return document.At(place, "SPEC000", "The version must be openapi: 3.0.x; NSwag accepts others but reads them as 3.0.");
        }

        foreach (var finding in Walk(document, document.Root, isMap: false).Concat(Reserved(document, document.Root)))
        {
            yield return finding;
        }
    }

    /// <summary>Finds text that would be read as a marker of the templates.</summary>
    private static IEnumerable<Finding> Reserved(SpecDocument document, YamlNode node) => node switch
    {
        YamlScalarNode { Value: { } text } when text.Contains(MarkerText.Opening) || text.Contains(MarkerText.Closing) =>
            [document.At(node, "SPEC019", $"'{MarkerText.Opening}' and '{MarkerText.Closing}' are reserved for the templates.")],
        YamlMappingNode => node.Members().SelectMany(member => Reserved(document, member.Key).Concat(Reserved(document, member.Value))),
        YamlSequenceNode list => list.Children.SelectMany(item => Reserved(document, item)),
        _ => [],
    };

    private static IEnumerable<Finding> Walk(SpecDocument document, YamlNode node, bool isMap)
    {
        if (!isMap && node.Text("$ref") is { } reference && document.Resolve(node) is null)
        {
            yield return document.At(node, "SPEC010", $"'{reference}' is not in this document.");
        }

        foreach (var (key, value) in node.Members())
        {
            var name = key.Value ?? "";
            if (!isMap && name.StartsWith("x-", StringComparison.Ordinal))
            {
                if (!s_extensions.Contains(name))
                {
                    yield return document.At(key, "SPEC011", $"'{name}' is unknown. Known are: {string.Join(", ", s_extensions)}.");
                }

                continue;
            }

            foreach (var finding in Walk(document, value, !isMap && value is YamlMappingNode && s_maps.Contains(name)))
            {
                yield return finding;
            }
        }

        foreach (var finding in (node as YamlSequenceNode)?.Children.SelectMany(item => Walk(document, item, isMap: false)) ?? [])
        {
            yield return finding;
        }
    }
}
