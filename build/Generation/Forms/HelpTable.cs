using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using YamlDotNet.RepresentationModel;

namespace IdentitySdk.Generation;

/// <summary>
/// The help texts of a specification's operations as compact JSON, in addition to <see cref="FormTable"/>: summaries, descriptions,
/// path and header parameters, paging, scopes, and why an operation is not retried. One line each, for readable differences.
/// </summary>
internal static class HelpTable
{
    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(string spec)
    {
        var document = SpecDocument.Load(spec);
        var clients = document.Root.Items("tags").Select(tag => Line(tag.Text("name")!, writer => writer.WriteStringValue(Sentence(tag.Text("description")))));
        var operations = document.Operations.Select(operation =>
            Line(operation.Node.Text("operationId")!, writer => WriteOperation(writer, document, operation)));
        var schemas = BodySchemas(document).Select(schema => Line(schema, writer => WriteProperties(writer, document.Schema(schema))));
        return $"{{\n\"clients\":{{\n{string.Join(",\n", clients)}\n}},\n"
            + $"\"operations\":{{\n{string.Join(",\n", operations)}\n}},\n\"schemas\":{{\n{string.Join(",\n", schemas)}\n}}\n}}\n";
    }

    private static string Line(string name, Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, s_options))
        {
            write(writer);
        }

        return $"\"{name}\":{Encoding.UTF8.GetString(stream.ToArray())}";
    }

    private static void WriteOperation(Utf8JsonWriter writer, SpecDocument document, Operation operation)
    {
        var node = operation.Node;
        writer.WriteStartObject();
        WriteText(writer, "summary", node.Text("summary"));
        WriteText(writer, "description", node.Text("description"));
        WriteText(writer, "retry", node.Text("x-retry") == "unsafe" ? node.Text("x-retry-reason") : null);
        WriteText(writer, "scopes", Scopes(node));
        foreach (var place in new[] { "path", "query", "header" })
        {
            WriteParameters(writer, place, operation.Parameters.Where(parameter => parameter.In == place).ToList());
        }

        WriteIntegers(writer, operation);
        if (document.Resolve(node.Get("requestBody")) is { } body)
        {
            WriteText(writer, "body", body.Text("description") ?? "");
            writer.WriteBoolean("bodyRequired", body.Is("required"));
        }

        if (node.Get("x-paging") is { } paging)
        {
            writer.WriteStartObject("paging");
            foreach (var (key, value) in paging.Members())
            {
                WriteText(writer, key.Value!, (value as YamlScalarNode)?.Value);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private static void WriteParameters(Utf8JsonWriter writer, string place, List<Parameter> parameters)
    {
        if (parameters.Count == 0)
        {
            return;
        }

        writer.WriteStartObject(place);
        foreach (var parameter in parameters)
        {
            WriteText(writer, parameter.Name, parameter.Node.Text("description") ?? parameter.Schema.Text("description") ?? "");
        }

        writer.WriteEndObject();
    }

    /// <summary>The path parameters that are whole numbers.</summary>
    private static void WriteIntegers(Utf8JsonWriter writer, Operation operation)
    {
        var names = operation.Parameters.Where(static parameter => parameter.In == "path" && parameter.Schema.Text("type") == "integer").ToList();
        if (names.Count > 0)
        {
            writer.WriteStartArray("integers");
            names.ForEach(parameter => writer.WriteStringValue(parameter.Name));
            writer.WriteEndArray();
        }
    }

    /// <summary>The schemas of request bodies.</summary>
    private static IEnumerable<string> BodySchemas(SpecDocument document) => document.Operations
        .Select(operation => document.Resolve(operation.Node.Get("requestBody")).Get("content").Members().Select(static content => content.Value)
            .FirstOrDefault().Get("schema").Text("$ref"))
        .OfType<string>()
        .Select(static reference => reference[(reference.LastIndexOf('/') + 1)..])
        .Distinct()
        .Order(StringComparer.Ordinal);

    private static void WriteProperties(Utf8JsonWriter writer, YamlNode? schema)
    {
        writer.WriteStartObject();
        foreach (var (name, property) in schema.Get("properties").Members())
        {
            WriteText(writer, name.Value!, property.Text("description"));
        }

        writer.WriteEndObject();
    }

    private static string? Scopes(YamlNode operation) => operation.Items("security").SelectMany(static item => item.Members())
        .SelectMany(static member => member.Value is YamlSequenceNode scopes ? scopes.Children.OfType<YamlScalarNode>() : [])
        .Select(static scope => scope.Value)
        .Distinct()
        .ToList() is { Count: > 0 } found ? string.Join(" ", found) : null;

    private static void WriteText(Utf8JsonWriter writer, string name, string? text)
    {
        if (text is not null)
        {
            writer.WriteString(name, Sentence(text));
        }
    }

    private static string Sentence(string? text) => string.Join(' ', (text ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
