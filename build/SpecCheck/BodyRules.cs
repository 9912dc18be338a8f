namespace IdentitySdk.SpecCheck;

/// <summary>Request bodies: one JSON object.</summary>
internal static class BodyRules
{
    public static IEnumerable<Finding> Check(SpecDocument document)
    {
        foreach (var operation in document.Operations)
        {
            var content = document.Resolve(operation.Node.Get("requestBody")).Get("content");
            foreach (var (type, _) in content.Members().Where(member => member.Key.Value != "application/json"))
            {
                yield return document.At(type, "SPEC009", $"{operation.Name} takes '{type.Value}'; only application/json can be sent.");
            }

            if (content.Get("application/json") is { } json)
            {
                var schema = document.Resolve(json.Get("schema"));
                if (schema.Get("properties") is null && schema.Get("allOf") is null)
                {
                    yield return document.At(json, "SPEC009", $"{operation.Name}: the body must be an object with properties.");
                }
            }
        }
    }
}
