using YamlDotNet.Core;

namespace IdentitySdk.Generation;

/// <summary>Finds everything in a specification that NSwag or the templates cannot turn into code; NSwag silently ignores most of it.</summary>
internal static class SpecChecker
{
    private static readonly Func<SpecDocument, IEnumerable<Finding>>[] s_rules =
    [
        DocumentRules.Check, OperationRules.Check, OptionsRules.Check, PagingRules.Check, ParameterRules.Check, BodyRules.Check, SchemaRules.Check,
        ConstraintRules.Check,
    ];

    /// <returns>The findings in the order of the file's lines.</returns>
    public static IReadOnlyList<Finding> Check(string path)
    {
        try
        {
            var document = SpecDocument.Load(path);
            return [.. s_rules.SelectMany(rule => rule(document)).Distinct().OrderBy(finding => finding.Line).ThenBy(finding => finding.Column)];
        }
        catch (YamlException exception)
        {
            return [new Finding(path, exception.Start, "SPEC000", exception.InnerException?.Message ?? exception.Message)];
        }
    }
}
