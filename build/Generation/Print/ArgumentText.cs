using YamlDotNet.RepresentationModel;

namespace IdentitySdk.Generation;

/// <summary>Documents when an operation refuses its arguments.</summary>
internal sealed class ArgumentText(SpecDocument document, RequestBodies bodies)
{
    private const string Rule = "violates a rule that the vendor documents";

    // Core checks the values of these parameters too.
    private static readonly string[] s_checked = ["x-query-prefix", "x-media-type-parameter", AccessText.NewerApi];

    /// <summary>Prints a line of documentation; an empty text when the operation accepts every argument.</summary>
    /// <param name="marker">As for <see cref="RequestText.Print"/>.</param>
    public string Print(string marker)
    {
        var lines = marker.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var operation = document.Find(lines[0]);
        var required = lines.Skip(1).Select(static line => line.Split('|', 4)).Where(parts => !IsOptional(operation, parts))
            .Select(static parts => CSharpType.Parse(parts[2])).ToArray();
        var isEmpty = required.Any(static type => type.Name == "string");
        var isNull = isEmpty || bodies.Body(operation) is not null || required.Any(static type => type.Item is not null);
        var reason = (isNull, HasRules(operation)) switch
        {
            (false, false) => null,
            (false, true) => Rule,
            (true, false) => isEmpty ? "is null or empty" : "is null",
            (true, true) => (isEmpty ? "is null or empty, or " : "is null, or ") + Rule,
        };
        return reason is null ? "" : $"    /// <exception cref=\"ArgumentException\">An argument {reason}. Nothing was sent.</exception>\n";
    }

    private static bool IsOptional(Operation operation, string[] parts) =>
        operation.Parameters.Any(parameter => parameter.IsOptional && parameter.Name == parts[3]);

    private bool HasRules(Operation operation) =>
        operation.Parameters.Any(parameter => HasRules(parameter.Schema) || s_checked.Any(key => parameter.Node.Get(key) is not null))
        || (ObjectSchema.Name(bodies.Body(operation)) is { } name
            && (bodies.IsChecked(name) || bodies.Object(name).Properties.Any(static property => property.Node.Get(AccessText.NewerApi) is not null)));

    private bool HasRules(YamlNode? schema) =>
        !Constraints.Of(schema).IsEmpty || (schema.Get("items") is { } items && HasRules(document.Resolve(items)));
}
