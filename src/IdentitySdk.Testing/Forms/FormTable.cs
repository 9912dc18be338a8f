using System.Text.Json;

namespace IdentitySdk.Testing.Forms;

/// <summary>The form of a vendor's operations, written from its specification by the build and embedded here: no YAML is read at run time.</summary>
internal sealed class FormTable
{
    private readonly JsonElement _schemas;
    private readonly Dictionary<string, OperationForm> _byCall;

    private FormTable(JsonElement root)
    {
        _schemas = root.GetProperty("schemas");
        Operations = [.. root.GetProperty("operations").EnumerateObject().Select(Operation)];
        _byCall = Operations.ToDictionary(operation => $"{operation.Method} {operation.Template}", StringComparer.Ordinal);
    }

    public IReadOnlyList<OperationForm> Operations { get; }

    /// <summary>Reads the embedded table of a vendor.</summary>
    public static FormTable Load(string name)
    {
        using var stream = typeof(FormTable).Assembly.GetManifestResourceStream($"{name}.Forms.json")
            ?? throw new InvalidOperationException($"The table {name}.Forms.json is not embedded.");
        using var reader = new StreamReader(stream);
        return Parse(reader.ReadToEnd());
    }

    public static FormTable Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        return new FormTable(document.RootElement.Clone());
    }

    public OperationForm? Find(string method, string template) => _byCall.GetValueOrDefault($"{method} {template}");

    /// <summary>The schema itself, or the one it refers to.</summary>
    public JsonElement Resolve(JsonElement schema) =>
        schema.TryGetProperty("$ref", out var name) ? Resolve(_schemas.GetProperty(name.GetString()!)) : schema;

    public JsonElement Schema(string name) => _schemas.GetProperty(name);

    private static OperationForm Operation(JsonProperty entry)
    {
        var call = entry.Value.GetProperty("call").GetString()!.Split(' ', 2);
        entry.Value.TryGetProperty("body", out var body);
        var sources = entry.Value.GetProperty("source").EnumerateArray().Select(source => source.GetString()!).ToList();
        return new(entry.Name, call[0], call[1], sources, entry.Value.GetProperty("query"), body, entry.Value.GetProperty("responses"));
    }
}
