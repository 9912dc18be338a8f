using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace IdentitySdk.Generation;

/// <summary>
/// A specification's form as compact JSON, for programs that do not read YAML: each operation with its parameters, body and responses, and each schema.
/// One line each, for readable differences; without texts.
/// </summary>
internal static class FormTable
{
    private static readonly string[] s_keywords =
    [
        "type", "format", "enum", "nullable", "readOnly", "writeOnly", "minLength", "maxLength", "pattern", "minimum", "maximum", "minItems", "maxItems",
        "minProperties", "maxProperties", "required", "properties", "items", "additionalProperties", "explode", "allowEmptyValue", "x-type", "x-query-prefix",
    ];

    private static readonly string[] s_numbers =
        ["minLength", "maxLength", "minimum", "maximum", "minItems", "maxItems", "minProperties", "maxProperties"];

    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(string spec)
    {
        var document = SpecDocument.Load(spec);
        var operations = document.Operations.Select(operation =>
            Line(operation.Node.Text("operationId")!, writer => WriteOperation(writer, document, operation)));
        var schemas = document.Root.Get("components").Get("schemas").Members()
            .Select(schema => Line(schema.Key.Value!, writer => WriteNode(writer, schema.Value)));
        return $"{{\n\"operations\":{{\n{string.Join(",\n", operations)}\n}},\n\"schemas\":{{\n{string.Join(",\n", schemas)}\n}}\n}}\n";
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
        writer.WriteStartObject();
        writer.WriteString("call", operation.Name);
        writer.WriteStartArray("source");
        foreach (var source in operation.Node.Items("x-documented-as"))
        {
            writer.WriteStringValue($"{source.Text("doc")} {source.Text("name")}");
        }

        writer.WriteEndArray();
        writer.WriteStartObject("query");
        foreach (var parameter in operation.Parameters.Where(parameter => parameter.In == "query"))
        {
            writer.WritePropertyName(parameter.Name);
            WriteParameter(writer, parameter);
        }

        writer.WriteEndObject();
        if (operation.Node.Get("requestBody") is { } body)
        {
            WriteContent(writer, "body", document.Resolve(body));
        }

        writer.WriteStartObject("responses");
        foreach (var (status, response) in operation.Node.Get("responses").Members())
        {
            WriteContent(writer, status.Value!, document.Resolve(response));
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    /// <summary>Null when there is no JSON content.</summary>
    private static void WriteContent(Utf8JsonWriter writer, string name, YamlNode? message)
    {
        writer.WritePropertyName(name);
        if (message.Get("content").Get("application/json").Get("schema") is { } schema)
        {
            WriteNode(writer, schema);
        }
        else
        {
            writer.WriteNullValue();
        }
    }

    private static void WriteParameter(Utf8JsonWriter writer, Parameter parameter)
    {
        writer.WriteStartObject();
        if (!parameter.IsOptional)
        {
            writer.WriteBoolean("required", true);
        }

        foreach (var name in new[] { "explode", "allowEmptyValue", "x-query-prefix" })
        {
            WriteMember(writer, name, parameter.Node.Get(name));
        }

        WriteMembers(writer, parameter.Node.Get("schema"));
        writer.WriteEndObject();
    }

    private static void WriteNode(Utf8JsonWriter writer, YamlNode schema)
    {
        writer.WriteStartObject();
        WriteMembers(writer, schema);
        writer.WriteEndObject();
    }

    private static void WriteMembers(Utf8JsonWriter writer, YamlNode? schema)
    {
        // A reference with other keywords is an allOf of one.
        foreach (var target in schema.Items("allOf").Prepend(schema).Select(part => part.Text("$ref")).OfType<string>())
        {
            writer.WriteString("$ref", target[(target.LastIndexOf('/') + 1)..]);
        }

        foreach (var name in s_keywords)
        {
            WriteMember(writer, name, schema.Get(name));
        }
    }

    private static void WriteMember(Utf8JsonWriter writer, string name, YamlNode? value)
    {
        if (value is null)
        {
            return;
        }

        writer.WritePropertyName(name);
        switch (value)
        {
            case YamlMappingNode map when name == "properties":
                writer.WriteStartObject();
                foreach (var (key, property) in map.Members())
                {
                    writer.WritePropertyName(key.Value!);
                    WriteNode(writer, property);
                }

                writer.WriteEndObject();
                break;
            case YamlMappingNode:
                WriteNode(writer, value);
                break;
            case YamlSequenceNode list:
                writer.WriteStartArray();
                foreach (var item in list.Children.OfType<YamlScalarNode>())
                {
                    WriteScalar(writer, item, isNumber: false);
                }

                writer.WriteEndArray();
                break;
            case YamlScalarNode scalar:
                WriteScalar(writer, scalar, s_numbers.Contains(name));
                break;
        }
    }

    private static void WriteScalar(Utf8JsonWriter writer, YamlScalarNode scalar, bool isNumber)
    {
        if (scalar.Style == ScalarStyle.Plain && (isNumber || scalar.Value is "true" or "false" || long.TryParse(scalar.Value, out _)))
        {
            writer.WriteRawValue(scalar.Value!);
        }
        else
        {
            writer.WriteStringValue(scalar.Value);
        }
    }
}
