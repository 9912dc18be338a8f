namespace IdentitySdk.Generation;

/// <summary>Finds parameters that the request builder cannot write.</summary>
internal static class ParameterRules
{
    public static IEnumerable<Finding> Check(SpecDocument document) =>
        from operation in document.Operations
        from parameter in operation.Parameters
        from message in Unsupported(parameter).Concat(Types(document, parameter)).Concat(Details(document, operation, parameter))
        select document.At(parameter.Node, "SPEC008", message);

    /// <summary>Finds places, styles and missing schemas that are not supported.</summary>
    private static IEnumerable<string> Unsupported(Parameter parameter)
    {
        var (name, schema) = (parameter.Name, parameter.Schema);
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
    }

    /// <summary>Finds parameters of a type that their place does not allow.</summary>
    private static IEnumerable<string> Types(SpecDocument document, Parameter parameter)
    {
        var (name, schema, type) = (parameter.Name, parameter.Schema, parameter.Schema.Text("type"));
        var item = type == "array" ? document.Resolve(schema.Get("items")) : schema;
        if (parameter.Node.Text("x-query-prefix") is not null)
        {
            if (type != "object" || parameter.In != "query" || !parameter.IsOptional)
            {
                yield return $"'{name}' has x-query-prefix and must be an optional query parameter of type object.";
            }
        }
        else if (item.Text("type") is "object" or "array" || item.Get("allOf") is not null)
        {
            yield return $"'{name}' must be a single value or an array of single values.";
        }

        if (type == "array" && parameter.In != "query")
        {
            yield return $"'{name}' is an array; only query parameters may be.";
        }
    }

    /// <summary>Finds parameters that would be sent incorrectly, or not at all.</summary>
    private static IEnumerable<string> Details(SpecDocument document, Operation operation, Parameter parameter)
    {
        var (name, schema) = (parameter.Name, parameter.Schema);
        var item = schema.Text("type") == "array" ? document.Resolve(schema.Get("items")) : schema;
        if (parameter.Node.Is("deprecated"))
        {
            yield return $"'{name}' is deprecated: mark its schema, NSwag ignores the mark of the parameter.";
        }

        if (parameter.Node.Get(AccessText.NewerApi) is not null && (!parameter.IsOptional || parameter.Node.Get(AccessText.NewerApi).Text("source") is null))
        {
            yield return $"'{name}' has {AccessText.NewerApi} and must be optional, and name a source.";
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
