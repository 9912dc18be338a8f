using System.Text.Json;

namespace IdentitySdk.Cli.Calls;

/// <summary>The operations of a vendor as data, which the build generates from the specification.</summary>
internal sealed class OperationTable
{
    private const int MaxBodyDepth = 2;
    private readonly JsonElement _schemas;
    private readonly JsonElement _help;

    private OperationTable(JsonElement forms, JsonElement help)
    {
        (_schemas, _help) = (forms.GetProperty("schemas"), help);
        Clients = [.. help.GetProperty("clients").EnumerateObject().Select(static client => (client.Name, client.Value.GetString()!))];
        Operations = [.. forms.GetProperty("operations").EnumerateObject().Select(form => Read(form, help.GetProperty("operations").GetProperty(form.Name)))];
    }

    /// <summary>The clients with their descriptions.</summary>
    public IReadOnlyList<(string Name, string Help)> Clients { get; }

    public IReadOnlyList<Operation> Operations { get; }

    /// <summary>Reads the table of a vendor.</summary>
    /// <param name="vendor">The vendor's display name.</param>
    public static OperationTable Load(string vendor) => new(Read($"{vendor}.Forms.json"), Read($"{vendor}.Help.json"));

    public Operation Get(string id) => Operations.Single(operation => operation.Id == id);

    private static JsonElement Read(string name)
    {
        using var stream = typeof(OperationTable).Assembly.GetManifestResourceStream(name)!;
        using var document = JsonDocument.Parse(stream);
        return document.RootElement.Clone();
    }

    private static string? Text(JsonElement node, string name) => node.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static bool Is(JsonElement node, string name) => node.TryGetProperty(name, out var value) && value.GetBoolean();

    private static PagingForm? Paging(JsonElement help) => help.TryGetProperty("paging", out var paging)
        ? new PagingForm(Text(paging, "style")!, Text(paging, "items"), Text(paging, "cursor"), Text(paging, "pageSize"))
        : null;

    private static IReadOnlyList<(string Name, bool IsInteger, string Help)> PathValues(string template, JsonElement help)
    {
        var integers = help.TryGetProperty("integers", out var names) ? names.EnumerateArray().Select(static name => name.GetString()).ToList() : [];
        return [.. template.Split('{').Skip(1).Select(static part => part[..part.IndexOf('}', StringComparison.Ordinal)])
            .Select(name => (name, integers.Contains(name), Text(help.GetProperty("path"), name) ?? ""))];
    }

    private Operation Read(JsonProperty form, JsonElement help)
    {
        var call = form.Value.GetProperty("call").GetString()!.Split(' ', 2);
        return new Operation(form.Name, HttpMethod.Parse(call[0]), call[1])
        {
            Summary = Text(help, "summary") ?? form.Name,
            Description = Text(help, "description"),
            RetryWarning = Text(help, "retry"),
            Scopes = Text(help, "scopes"),
            PathValues = PathValues(call[1], help),
            Parameters = [.. form.Value.GetProperty("query").EnumerateObject().Select(parameter => Parameter(parameter, help.GetProperty("query")))],
            Body = form.Value.TryGetProperty("body", out var body) ? Body(body, help) : null,
            Paging = Paging(help),
        };
    }

    private OperationParameter Parameter(JsonProperty parameter, JsonElement help) =>
        new(parameter.Name, ValueForm.Read(parameter.Value, _schemas), Text(help, parameter.Name) ?? "")
        {
            IsRequired = Is(parameter.Value, "required"),
            Explodes = !parameter.Value.TryGetProperty("explode", out var explodes) || explodes.GetBoolean(),
            Prefix = Text(parameter.Value, "x-query-prefix"),
        };

    private BodyForm Body(JsonElement body, JsonElement help) => new(Text(help, "body") ?? "", Is(help, "bodyRequired"), Members(body, MaxBodyDepth));

    /// <summary>The members of an object that a client can send.</summary>
    private IReadOnlyList<BodyMember> Members(JsonElement schema, int depth)
    {
        var name = Text(schema, "$ref");
        var descriptions = name is not null && _help.GetProperty("schemas").TryGetProperty(name, out var help) ? help : default;
        while (schema.TryGetProperty("$ref", out var reference))
        {
            schema = _schemas.GetProperty(reference.GetString()!);
        }

        if (depth == 0 || !schema.TryGetProperty("properties", out var properties))
        {
            return [];
        }

        var required = schema.TryGetProperty("required", out var names) && names.ValueKind == JsonValueKind.Array
            ? names.EnumerateArray().Select(static each => each.GetString()).ToList() : [];
        return
        [
            .. properties.EnumerateObject().Where(static property => !Is(property.Value, "readOnly")).Select(property => new BodyMember(
                property.Name,
                ValueForm.Read(property.Value, _schemas),
                (descriptions.ValueKind == JsonValueKind.Object ? Text(descriptions, property.Name) : null) ?? "",
                Members(property.Value, depth - 1)) { IsRequired = required.Contains(property.Name) }),
        ];
    }
}
