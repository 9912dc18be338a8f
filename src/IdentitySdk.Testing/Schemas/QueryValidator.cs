using System.Globalization;
using System.Text.Json;

namespace IdentitySdk.Testing.Schemas;

/// <summary>Validates the query of a request.</summary>
internal static class QueryValidator
{
    /// <param name="api">The vendor's schema.</param>
    /// <param name="operation">The operation.</param>
    /// <param name="names">The names in the query.</param>
    /// <param name="values">Gets the values of a name.</param>
    public static IEnumerable<SchemaError> Check(
        ApiSchema api, OperationSchema operation, IEnumerable<string> names, Func<string, IReadOnlyList<string>> values)
    {
        foreach (var parameter in operation.Query.EnumerateObject())
        {
            if (parameter.Value.TryGetProperty("required", out _) && values(parameter.Name).All(string.IsNullOrEmpty))
            {
                yield return new(SchemaRule.Required, parameter.Name, IsQuery: true, "required");
            }
        }

        foreach (var name in names)
        {
            if (operation.Parameter(name) is { ValueKind: JsonValueKind.Object } schema)
            {
                foreach (var error in values(name).SelectMany(value => Split(schema, value)).SelectMany(value => Check(api, schema, name, value)))
                {
                    yield return error;
                }
            }
        }
    }

    /// <summary>Names that no parameter of the operation has.</summary>
    public static IReadOnlyList<string> Unknown(OperationSchema operation, IEnumerable<string> names) =>
        [.. names.Where(name => operation.Parameter(name).ValueKind != JsonValueKind.Object)];

    private static string[] Split(JsonElement schema, string value) =>
        schema.TryGetProperty("explode", out var explode) && explode.ValueKind == JsonValueKind.False ? value.Split(',') : [value];

    private static IEnumerable<SchemaError> Check(ApiSchema api, JsonElement parameter, string name, string value)
    {
        var schema = api.Resolve(parameter);
        while (schema.TryGetProperty("items", out var inner) || schema.TryGetProperty("additionalProperties", out inner))
        {
            schema = api.Resolve(inner);
        }

        schema.TryGetProperty("type", out var type);
        var (isValid, node) = Read(type.ValueKind == JsonValueKind.String ? type.GetString()! : "string", value);
        if (!isValid)
        {
            return [new(SchemaRule.Type, name, IsQuery: true, type.GetString()!)];
        }

        return SchemaValidator.Check(api, schema, node, isRequest: true).Select(error => error with { Path = name, IsQuery = true });
    }

    private static (bool IsValid, System.Text.Json.Nodes.JsonNode? Node) Read(string type, string value) => type switch
    {
        "integer" => (long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number), number),
        "boolean" => (value is "true" or "false" || bool.TryParse(value, out _), string.Equals(value, "true", StringComparison.OrdinalIgnoreCase)),
        _ => (true, value),
    };
}
