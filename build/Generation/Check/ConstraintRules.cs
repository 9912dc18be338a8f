using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace IdentitySdk.Generation;

/// <summary>Finds constraints that the generated code cannot enforce.</summary>
internal static class ConstraintRules
{
    private static readonly string[] s_unsupported = ["multipleOf", "uniqueItems"];

    // Which constraints a type can have.
    private static readonly Dictionary<string, string[]> s_types = new()
    {
        ["string"] = ["minLength", "maxLength", "pattern"],
        ["integer"] = ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"],
        ["number"] = ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"],
        ["array"] = ["minItems", "maxItems"],
        ["object"] = ["minProperties", "maxProperties"],
    };

    public static IEnumerable<Finding> Check(SpecDocument document)
    {
        var schemas = SchemaTree.All(document.Root).ToArray();
        var components = document.Root.Get("components").Get("schemas").Members().Select(static schema => schema.Value);
        var named = new HashSet<object>(components, ReferenceEqualityComparer.Instance);
        named.UnionWith(schemas.SelectMany(static schema => schema.Items("allOf")));
        return
            from schema in schemas
            from found in Keywords(schema)
                .Concat(Patterns(schema))
                .Concat(Bounds(schema))
                .Concat(Objects(document, schema, named.Contains(schema)))
            select document.At(found.Place, "SPEC017", found.Message);
    }

    private static IEnumerable<(YamlNode Place, string Message)> Keywords(YamlNode schema) =>
        from member in schema.Members()
        let keyword = member.Key.Value
        let message = s_unsupported.Contains(keyword) ? $"'{keyword}' is not enforced; remove it."
            : Constraints.Keywords.Contains(keyword) && !Fits(schema.Text("type"), keyword) ? $"'{keyword}' does not fit the type '{schema.Text("type")}'."
            : null
        where message is not null
        select ((YamlNode)member.Key, message);

    private static bool Fits(string? type, string keyword) => type is not null && s_types.TryGetValue(type, out var keywords) && keywords.Contains(keyword);

    private static IEnumerable<(YamlNode Place, string Message)> Patterns(YamlNode schema)
    {
        if (schema.Text("pattern") is { } pattern && !IsPattern(pattern))
        {
            yield return (schema.Get("pattern")!, $"'{pattern}' is not a regular expression that .NET accepts as ECMAScript.");
        }
    }

    private static bool IsPattern(string pattern)
    {
        try
        {
            _ = new Regex(pattern, RegexOptions.ECMAScript);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static IEnumerable<(YamlNode Place, string Message)> Bounds(YamlNode schema)
    {
        Constraints? rules = null;
        string? problem = null;
        try
        {
            rules = Constraints.Of(schema);
        }
        catch (GenerationException exception)
        {
            problem = exception.Message;
        }

        if (rules is not null && (rules.MinLength > rules.MaxLength || rules.Minimum > rules.Maximum || rules.MinCount > rules.MaxCount))
        {
            problem = "the lower bound is above the upper one.";
        }

        if (problem is not null)
        {
            yield return (schema, problem);
        }
    }

    /// <summary>Finds objects with rules but without a name, and required properties that do not exist.</summary>
    private static IEnumerable<(YamlNode Place, string Message)> Objects(SpecDocument document, YamlNode schema, bool isNamed)
    {
        if (schema.Get("properties") is null && schema.Get("allOf") is null)
        {
            yield break;
        }

        var model = new ObjectSchema(document, schema);
        if (!isNamed && model.HasRules)
        {
            yield return (schema, "an object with rules needs a name in components/schemas.");
        }

        foreach (var name in model.Required.Where(name => model.Properties.All(property => property.Name != name)))
        {
            yield return (schema, $"'{name}' is required but is not a property of this schema.");
        }
    }
}
