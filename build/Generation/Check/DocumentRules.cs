using YamlDotNet.RepresentationModel;

namespace IdentitySdk.Generation;

/// <summary>The document as a whole: its version, its references, its extensions.</summary>
internal static class DocumentRules
{
    // A misspelt extension would do nothing, without a word.
    private static readonly string[] s_extensions =
    [
        "x-deviation", "x-docs", "x-documented-as", "x-enumNames", "x-not-found", "x-omitted-parameters", "x-options", "x-paging", "x-query-prefix", "x-retry", "x-retry-reason",
        "x-sensitive", "x-type", "x-unwrap",
    ];

    // Below these, keys are names of the API's own.
    private static readonly string[] s_maps = ["properties", "headers", "schemas", "parameters", "responses", "examples", "example", "paths"];

    public static IEnumerable<Finding> Check(SpecDocument document)
    {
        if (document.Root.Text("openapi")?.StartsWith("3.0.", StringComparison.Ordinal) != true)
        {
            yield return document.At(document.Root.Get("openapi") ?? document.Root, "SPEC000", "The specification must say openapi: 3.0.x; NSwag takes others but reads them as 3.0.");
        }

        foreach (var finding in Walk(document, document.Root, isMap: false).Concat(Reserved(document, document.Root)))
        {
            yield return finding;
        }
    }

    /// <summary>Text that would be taken for a marker of the templates.</summary>
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
