using System.Globalization;
using System.Text.Json;

namespace IdentitySdk.Testing.Forms;

/// <summary>Compares the query of a request with its operation's parameters.</summary>
internal static class QueryChecker
{
    /// <param name="table">The vendor's forms.</param>
    /// <param name="operation">The operation.</param>
    /// <param name="names">The names of the query.</param>
    /// <param name="values">The values of a name.</param>
    public static IEnumerable<FormError> Check(FormTable table, OperationForm operation, IEnumerable<string> names, Func<string, IReadOnlyList<string>> values)
    {
        foreach (var parameter in operation.Query.EnumerateObject())
        {
            if (parameter.Value.TryGetProperty("required", out _) && values(parameter.Name).All(string.IsNullOrEmpty))
            {
                yield return new(FormRule.Required, parameter.Name, IsQuery: true, "required");
            }
        }

        foreach (var name in names)
        {
            if (operation.Parameter(name) is { ValueKind: JsonValueKind.Object } schema)
            {
                foreach (var error in values(name).SelectMany(value => Split(schema, value)).SelectMany(value => Check(table, schema, name, value)))
                {
                    yield return error;
                }
            }
        }
    }

    /// <summary>Names that no parameter of the operation has.</summary>
    public static IReadOnlyList<string> Unknown(OperationForm operation, IEnumerable<string> names) =>
        [.. names.Where(name => operation.Parameter(name).ValueKind != JsonValueKind.Object)];

    private static string[] Split(JsonElement schema, string value) =>
        schema.TryGetProperty("explode", out var explode) && explode.ValueKind == JsonValueKind.False ? value.Split(',') : [value];

    private static IEnumerable<FormError> Check(FormTable table, JsonElement parameter, string name, string value)
    {
        var schema = table.Resolve(parameter);
        while (schema.TryGetProperty("items", out var inner) || schema.TryGetProperty("additionalProperties", out inner))
        {
            schema = table.Resolve(inner);
        }

        schema.TryGetProperty("type", out var type);
        var (isValid, node) = Read(type.ValueKind == JsonValueKind.String ? type.GetString()! : "string", value);
        if (!isValid)
        {
            return [new(FormRule.Type, name, IsQuery: true, type.GetString()!)];
        }

        return FormChecker.Check(table, schema, node, isRequest: true).Select(error => error with { Path = name, IsQuery = true });
    }

    private static (bool IsValid, System.Text.Json.Nodes.JsonNode? Node) Read(string type, string value) => type switch
    {
        "integer" => (long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number), number),
        "boolean" => (value is "true" or "false" || bool.TryParse(value, out _), string.Equals(value, "true", StringComparison.OrdinalIgnoreCase)),
        _ => (true, value),
    };
}
