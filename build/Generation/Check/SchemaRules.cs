using YamlDotNet.RepresentationModel;

namespace IdentitySdk.Generation;

/// <summary>Checks all schemas, named and inline.</summary>
internal static class SchemaRules
{
    private static readonly string[] s_unsupported = ["oneOf", "anyOf", "not", "discriminator"];

    // NSwag has C# types for these that the reader and writer do not support.
    private static readonly string[] s_formats = ["byte", "base64", "binary", "time", "time-span", "duration", "ulong", "float"];

    // A model of such a name would hide the type that generated code uses.
    private static readonly string[] s_names =
    [
        "AdditionalMembers", "ApiClient", "ApiObject", "ApiRequest", "ApiResponse", "CancellationToken", "DateTimeOffset", "DebuggerBrowsable", "Dictionary",
        "Envelope", "Exception", "Guid", "IJsonValue", "IOpenEnum", "JToken", "ModelReader", "NameTable", "ModelWriter", "KeyValuePair", "List",
        "ModelConverter", "Newtonsoft", "NewtonsoftConverter", "Obsolete", "OneOrMany", "Page", "PagedRequest", "Paging", "RequestOptions", "NoContent",
        "StringOrNumber", "System", "Task", "TextOrObject", "Uri",
    ];

    public static IEnumerable<Finding> Check(SpecDocument document) =>
        document.Root.Get("components").Get("schemas").Members()
            .Where(static schema => s_names.Contains(schema.Key.Value))
            .Select(schema => document.At(schema.Key, "SPEC016", $"A schema must not be named '{schema.Key.Value}': generated code uses a type of that name."))
            .Concat(SchemaTree.All(document.Root).SelectMany(schema => Unsupported(document, schema).Concat(Names(document, schema))));

    private static IEnumerable<Finding> Unsupported(SpecDocument document, YamlNode schema)
    {
        foreach (var (key, _) in schema.Members().Where(member => s_unsupported.Contains(member.Key.Value)))
        {
            yield return document.At(key, "SPEC007", $"'{key.Value}' is not supported; write the schema as {{}} or name a type with x-type.");
        }

        if (schema.Get("type") is YamlSequenceNode types)
        {
            yield return document.At(types, "SPEC007", "'type' must be one type; use 'nullable: true' for a value that may be null.");
        }

        if (schema.Items("allOf").Count(static part => part.Get("$ref") is not null) > 1)
        {
            yield return document.At(
                schema.Get("allOf")!, "SPEC007", "'allOf' may refer to one schema, which becomes the base class; further ones must be inline.");
        }

        if (schema.Text("format") is { } format && s_formats.Contains(format))
        {
            yield return document.At(schema.Get("format")!, "SPEC013", $"format '{format}' is not supported.");
        }

        // The templates know whether a property is a date, but not whether the items of a list are.
        foreach (var item in new[] { schema.Get("items"), schema.Get("additionalProperties") }.Where(item => document.Resolve(item).Text("format") == "date"))
        {
            yield return document.At(item!, "SPEC013", "format 'date' is supported for a property, not for the items of a list or map; remove the format.");
        }

        if (schema.Get(AccessText.NewerApi) is { } newer && newer.Text("source") is null)
        {
            yield return document.At(newer, "SPEC011", $"{AccessText.NewerApi} must name a source.");
        }

        if (schema.Get("x-type") is { } place && (schema.Text("x-type") is not { } type || !TypeText.IsKnown(document, type)))
        {
            yield return document.At(place, "SPEC012", $"x-type '{schema.Text("x-type")}' is not a type that can be read and written.");
        }
    }

    /// <summary>Finds properties that would have the same name in C#.</summary>
    private static IEnumerable<Finding> Names(SpecDocument document, YamlNode schema) =>
        from same in schema.Get("properties").Members().GroupBy(static property => Pascal(property.Key.Value ?? ""), StringComparer.Ordinal)
        from property in same.Skip(1)
        select document.At(property.Key, "SPEC014", $"The properties '{same.First().Key.Value}' and '{property.Key.Value}' would both become '{same.Key}'.");

    private static string Pascal(string name) =>
        string.Concat(name.Split(['_', '-', '.', ' ', ':'], StringSplitOptions.RemoveEmptyEntries).Select(static word => char.ToUpperInvariant(word[0]) + word[1..]));
}
