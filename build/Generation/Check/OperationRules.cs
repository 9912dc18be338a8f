using YamlDotNet.RepresentationModel;

namespace IdentitySdk.Generation;

/// <summary>Checks operationId, tag, x-retry, x-unwrap and the success responses.</summary>
internal static class OperationRules
{
    public static IEnumerable<Finding> Check(SpecDocument document)
    {
        var seen = new Dictionary<string, Operation>(StringComparer.OrdinalIgnoreCase);
        foreach (var operation in document.Operations)
        {
            var id = operation.Node.Text("operationId") ?? "";
            var place = operation.Node.Get("operationId") ?? operation.Key;
            var tag = (operation.Node.Items("tags").FirstOrDefault() as YamlScalarNode)?.Value;
            if (id.Split('_') is not [{ Length: > 0 } client, { Length: > 0 }] || client != tag)
            {
                yield return document.At(place, "SPEC001", $"{operation.Name}: operationId '{id}' must be <first tag>_<verb>; the first tag is '{tag}'.");
            }

            if (!seen.TryAdd(id, operation))
            {
                yield return document.At(place, "SPEC002", $"operationId '{id}' is already used by {seen[id].Name}; NSwag would rename one of them.");
            }

            foreach (var finding in CheckExtensions(document, operation)
                .Concat(CheckAlreadyExists(document, operation))
                .Concat(CheckResponses(document, operation)))
            {
                yield return finding;
            }
        }
    }

    private static IEnumerable<Finding> CheckExtensions(SpecDocument document, Operation operation)
    {
        if (operation.Node.Get("x-retry") is { } retry && operation.Node.Text("x-retry") is not ("safe" or "unsafe"))
        {
            yield return document.At(retry, "SPEC011", "x-retry must be 'safe' or 'unsafe'.");
        }

        if (operation.Node.Get("x-read-only") is { } readOnly
            && (operation.Node.Text("x-read-only") != "sent" || document.Resolve(operation.Node.Get("requestBody")).Get("content").Get(BodyRules.Json) is null))
        {
            yield return document.At(readOnly, "SPEC011", "x-read-only must be 'sent', on an operation with a JSON body.");
        }

        if (operation.Node.Get("x-unwrap") is { } unwrap && operation.Node.Text("x-unwrap") is var name && name != "None"
            && document.Schema(name ?? "") is null)
        {
            yield return document.At(unwrap, "SPEC011", $"x-unwrap must be 'None' or the name of a schema; '{name}' is neither.");
        }
    }

    private static IEnumerable<Finding> CheckAlreadyExists(SpecDocument document, Operation operation) =>
        from status in operation.Node.Items(FailureText.AlreadyExists)
        where status.ToString() is not ("400" or "409" or "422") || operation.Node.Get("responses").Get(status.ToString()) is null
        select document.At(
            status, "SPEC011", $"{operation.Name}: {FailureText.AlreadyExists} names declared responses of status 400, 409 or 422, not '{status}'.");

    private static IEnumerable<Finding> CheckResponses(SpecDocument document, Operation operation)
    {
        var successes = operation.Node.Get("responses").Members()
            .Where(member => member.Key.Value!.StartsWith('2'))
            .OrderBy(member => member.Key.Value, StringComparer.Ordinal)
            .Select(member => (member.Key, Content: document.Resolve(member.Value).Get("content")))
            .ToArray();
        if (successes.Length == 0)
        {
            yield return document.At(operation.Key, "SPEC006", $"{operation.Name} declares no 2xx response.");
        }

        (YamlScalarNode Key, YamlNode? Schema)? first = null;
        foreach (var (key, content) in successes)
        {
            foreach (var (type, _) in content.Members().Where(member => member.Key.Value != "application/json"))
            {
                yield return document.At(type, "SPEC006", $"{operation.Name}: {key.Value} has a body of '{type.Value}'; only application/json can be read.");
            }

            var schema = content.Get("application/json").Get("schema");
            if (first is null)
            {
                first = (key, schema);
            }
            else if (schema is not null && !schema.Equals(first.Value.Schema))
            {
                yield return document.At(
                    key, "SPEC006", $"{operation.Name}: {key.Value} has another schema than {first.Value.Key.Value}; NSwag would use the latter for both.");
            }
        }
    }
}
