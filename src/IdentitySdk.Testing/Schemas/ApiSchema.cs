using System.Text.Json;

namespace IdentitySdk.Testing.Schemas;

/// <summary>The schema of a vendor's API. The build writes it from the specification as JSON and embeds it, so that no YAML is read at run time.</summary>
internal sealed class ApiSchema
{
    private readonly JsonElement _schemas;
    private readonly Dictionary<string, OperationSchema> _byCall;

    private ApiSchema(JsonElement root)
    {
        _schemas = root.GetProperty("schemas");
        Operations = [.. root.GetProperty("operations").EnumerateObject().Select(Operation)];
        _byCall = Operations.ToDictionary(operation => $"{operation.Method} {operation.Template}", StringComparer.Ordinal);
    }

    public IReadOnlyList<OperationSchema> Operations { get; }

    /// <summary>Reads the embedded schema of a vendor.</summary>
    public static ApiSchema Load(string name)
    {
        using var stream = typeof(ApiSchema).Assembly.GetManifestResourceStream($"{name}.Forms.json")
            ?? throw new InvalidOperationException($"The schema {name}.Forms.json is not embedded.");
        using var reader = new StreamReader(stream);
        return Parse(reader.ReadToEnd());
    }

    public static ApiSchema Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        return new ApiSchema(document.RootElement.Clone());
    }

    public OperationSchema? Find(string method, string template) => _byCall.GetValueOrDefault($"{method} {template}");

    /// <summary>The schema itself, or the one it refers to.</summary>
    public JsonElement Resolve(JsonElement schema) =>
        schema.TryGetProperty("$ref", out var name) ? Resolve(_schemas.GetProperty(name.GetString()!)) : schema;

    public JsonElement Named(string name) => _schemas.GetProperty(name);

    private static OperationSchema Operation(JsonProperty entry)
    {
        var call = entry.Value.GetProperty("call").GetString()!.Split(' ', 2);
        entry.Value.TryGetProperty("body", out var body);
        var sources = entry.Value.GetProperty("source").EnumerateArray().Select(source => source.GetString()!).ToList();
        return new(entry.Name, call[0], call[1], sources, entry.Value.GetProperty("query"), body, entry.Value.GetProperty("responses"));
    }
}
