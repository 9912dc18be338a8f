namespace IdentitySdk.Generation;

/// <summary>Parameters that the request builder cannot write.</summary>
internal static class ParameterRules
{
    public static IEnumerable<Finding> Check(SpecDocument document) =>
        from operation in document.Operations
        from parameter in operation.Parameters
        from message in Messages(document, parameter).Concat(Details(document, operation, parameter))
        select document.At(parameter.Node, "SPEC008", message);

    private static IEnumerable<string> Messages(SpecDocument document, Parameter parameter)
    {
        var (name, schema, type) = (parameter.Name, parameter.Schema, parameter.Schema.Text("type"));
        var isArray = type == "array";
        var isMap = parameter.Node.Text("x-query-prefix") is not null;
        var item = isArray ? document.Resolve(schema.Get("items")) : schema;
        if (schema is null)
        {
            yield return $"'{name}' needs a schema; 'content' is not supported.";
        }

        if (parameter.In is not ("path" or "query" or "header"))
        {
            yield return $"'{name}' is in '{parameter.In}'; only path, query and header are supported.";
        }

        if (parameter.Node.Text("style") is { } style && style != (parameter.In == "query" ? "form" : "simple"))
        {
            yield return $"'{name}' has style '{style}', which is not supported.";
        }

        if (isArray && parameter.In != "query")
        {
            yield return $"'{name}' is an array; only query parameters may be.";
        }

        if (isMap ? type != "object" || parameter.In != "query" || !parameter.IsOptional : item.Text("type") is "object" or "array" || item.Get("allOf") is not null)
        {
            yield return isMap ? $"'{name}' has x-query-prefix and must be an optional query parameter of type object." : $"'{name}' must be a single value or an array of such.";
        }
    }

    /// <summary>What would be sent wrong, or not at all.</summary>
    private static IEnumerable<string> Details(SpecDocument document, Operation operation, Parameter parameter)
    {
        var (name, schema) = (parameter.Name, parameter.Schema);
        var item = schema.Text("type") == "array" ? document.Resolve(schema.Get("items")) : schema;
        if (parameter.Node.Is("deprecated"))
        {
            yield return $"'{name}' is deprecated: say so in its schema, NSwag does not pass on what the parameter says.";
        }

        if (item.Text("format") == "date")
        {
            yield return $"'{name}' has format date, which would be sent as a date-time; use a string with a pattern.";
        }

        if (parameter.In == "path" && (parameter.IsOptional || !operation.Name.Contains($"{{{name}}}", StringComparison.Ordinal)))
        {
            yield return $"The path parameter '{name}' must be required and appear in the path of {operation.Name}.";
        }
    }
}
