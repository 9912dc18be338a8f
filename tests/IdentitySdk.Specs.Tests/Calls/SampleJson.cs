using Newtonsoft.Json.Linq;

namespace IdentitySdk.Tests;

/// <summary>JSON as a server would send it: every member of a schema at every depth, read-only ones included, and a member that no schema has.</summary>
internal static class SampleJson
{
    private const int MaxDepth = 6;

    public static JToken Of(Specification specification, JToken reference, string name, int depth = 0)
    {
        var schema = specification.Resolve(reference);
        if ((string?)schema["x-type"] is { } type)
        {
            return OfType(specification, type, name, depth);
        }

        return (string?)schema["type"] switch
        {
            _ when schema["enum"] is JArray values => values[0].DeepClone(),
            "object" when schema["properties"] is JObject members => Object(specification, members, depth),
            "object" => new JObject { ["key"] = schema["additionalProperties"] is JObject value ? Of(specification, value, name, depth + 1) : "free" },
            "array" => new JArray(Of(specification, schema["items"]!, name, depth + 1)),
            "integer" or "number" => Math.Max((long?)schema["minimum"] ?? 0, 11),
            "boolean" => true,
            "string" when (string?)schema["format"] == "date-time" => "2026-01-02T03:04:05.678Z",
            "string" => Text(schema, name),
            _ => "free",
        };
    }

    private static JObject Object(Specification specification, JObject members, int depth)
    {
        var sample = new JObject();
        foreach (var member in members.Properties().Where(_ => depth < MaxDepth))
        {
            sample[member.Name] = Of(specification, member.Value, member.Name, depth + 1);
        }

        return sample;
    }

    private static JToken OfType(Specification specification, string type, string name, int depth)
    {
        var item = type.Split('<', ',', '>').Select(static part => part.Trim()).Last(static part => part.Length > 0);
        var value = specification.Find($"#/components/schemas/{item}") is { } schema ? Of(specification, schema, name, depth + 1) : name;
        return type.Contains("Dictionary", StringComparison.Ordinal) ? new JObject { ["key"] = value } : value;
    }

    private static string Text(JObject schema, string text)
    {
        text = text.Replace("_confirmation", "", StringComparison.Ordinal).PadRight((int?)schema["minLength"] ?? 0, '-');
        return (int?)schema["maxLength"] is { } most && text.Length > most ? text[..most] : text;
    }
}
