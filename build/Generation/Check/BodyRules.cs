using YamlDotNet.RepresentationModel;

namespace IdentitySdk.Generation;

/// <summary>Request bodies: one object, as JSON or as a form.</summary>
internal static class BodyRules
{
    internal const string Json = "application/json";
    private const string Form = "application/x-www-form-urlencoded";

    public static IEnumerable<Finding> Check(SpecDocument document)
    {
        foreach (var operation in document.Operations)
        {
            var content = document.Resolve(operation.Node.Get("requestBody")).Get("content").Members().ToArray();
            foreach (var (type, _) in content.Where(static member => member.Key.Value is not (Json or Form)))
            {
                yield return document.At(type, "SPEC009", $"{operation.Name} has a body of '{type.Value}'; only {Json} and {Form} can be sent.");
            }

            foreach (var (type, _) in content.Where(static member => member.Key.Value is Json or Form).Skip(1))
            {
                yield return document.At(type, "SPEC009", $"{operation.Name} has both a JSON body and a form; declare the one to send.");
            }

            foreach (var (type, body) in content)
            {
                var schema = document.Resolve(body.Get("schema"));
                if (schema.Get("properties") is null && schema.Get("allOf") is null)
                {
                    yield return document.At(body, "SPEC009", $"{operation.Name}: the body must be an object with properties.");
                }
                else if (type.Value == Form)
                {
                    foreach (var property in Fields(document, schema).Where(property => !IsField(document, property.Value)))
                    {
                        yield return document.At(
                            property.Key, "SPEC009", $"{operation.Name}: '{property.Key.Value}' is neither a single value nor a list of single values.");
                    }
                }
            }
        }
    }

    private static IEnumerable<(YamlScalarNode Key, YamlNode Value)> Fields(SpecDocument document, YamlNode? schema) =>
        schema.Get("properties").Members().Concat(schema.Items("allOf").SelectMany(part => Fields(document, document.Resolve(part))));

    private static bool IsField(SpecDocument document, YamlNode property)
    {
        var schema = document.Resolve(property);
        return schema.Get("allOf") is null
            && schema.Text("type") is var type
            && (type == "array" ? document.Resolve(schema.Get("items")).Text("type") : type) is "string" or "integer" or "number" or "boolean";
    }
}
