using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using IdentitySdk.Testing.Json;

namespace IdentitySdk.Testing.Schemas;

/// <summary>Validates values. In a request, members that only the server sets are skipped, because vendors ignore them there.</summary>
internal sealed class SchemaValidator(ApiSchema api, bool isRequest)
{
    private static readonly TimeSpan s_patternTimeout = TimeSpan.FromSeconds(1);
    private readonly List<SchemaError> _errors = [];

    /// <summary>The errors of a body or of a response.</summary>
    public static IReadOnlyList<SchemaError> Check(ApiSchema api, JsonElement schema, JsonNode? value, bool isRequest)
    {
        var checker = new SchemaValidator(api, isRequest);
        checker.Visit(schema, value, "");
        return checker._errors;
    }

    private void Visit(JsonElement reference, JsonNode? value, string path)
    {
        var schema = api.Resolve(reference);
        if (value is null)
        {
            if (!Is(reference, "nullable") && !Is(schema, "nullable") && schema.TryGetProperty("type", out _))
            {
                Add(SchemaRule.Null, path, "not null");
            }

            return;
        }

        // Free-form types of the SDK accept any JSON; the only union accepts strings and numbers.
        if (schema.TryGetProperty("x-type", out var special))
        {
            if (special.GetString() == "StringOrNumber" && value.Kind() is not (JsonValueKind.String or JsonValueKind.Number))
            {
                Add(SchemaRule.Type, path, "a string or a number");
            }

            return;
        }

        if (schema.TryGetProperty("type", out var type) && !HasType(type.GetString()!, value))
        {
            Add(SchemaRule.Type, path, type.GetString()!);
            return;
        }

        VisitContent(schema, value, path);
    }

    private void VisitContent(JsonElement schema, JsonNode value, string path)
    {
        switch (value)
        {
            case JsonObject members:
                VisitMembers(schema, members, path);
                break;
            case JsonArray items:
                Range(SchemaRule.Count, schema, "minItems", "maxItems", items.Count, path);
                if (schema.TryGetProperty("items", out var item))
                {
                    foreach (var each in items)
                    {
                        Visit(item, each, path);
                    }
                }

                break;
            default:
                VisitScalar(schema, value, path);
                break;
        }
    }

    private void VisitMembers(JsonElement schema, JsonObject members, string path)
    {
        Range(SchemaRule.Count, schema, "minProperties", "maxProperties", members.Count, path);
        if (schema.TryGetProperty("required", out var required))
        {
            foreach (var name in required.EnumerateArray().Select(name => name.GetString()!).Where(name => members[name] is null))
            {
                Add(SchemaRule.Required, Join(path, name), "required");
            }
        }

        schema.TryGetProperty("properties", out var properties);
        schema.TryGetProperty("additionalProperties", out var additional);
        foreach (var (name, value) in members)
        {
            var member = properties.ValueKind == JsonValueKind.Object && properties.TryGetProperty(name, out var property) ? property : additional;
            if (member.ValueKind == JsonValueKind.Object && !(isRequest && Is(member, "readOnly")))
            {
                Visit(member, value, Join(path, name));
            }
        }
    }

    private void VisitScalar(JsonElement schema, JsonNode value, string path)
    {
        var text = value.Text();
        if (schema.TryGetProperty("enum", out var allowed) && !allowed.EnumerateArray().Any(each => each.ToString() == value.ToString()))
        {
            Add(SchemaRule.Enum, path, $"one of {string.Join(", ", allowed.EnumerateArray())}");
        }

        if (text is not null)
        {
            Range(SchemaRule.Length, schema, "minLength", "maxLength", text.Length, path);
            if (!HasFormat(schema, text))
            {
                Add(SchemaRule.Format, path, schema.TryGetProperty("format", out var format) ? format.GetString()! : "the pattern");
            }
        }
        else if (value.Integer() is { } number)
        {
            RangeOfNumber(schema, number, path);
        }
    }

    private void RangeOfNumber(JsonElement schema, long number, string path)
    {
        if (Limit(schema, "minimum") is { } minimum && number < minimum)
        {
            Add(SchemaRule.Minimum, path, $"at least {minimum}");
        }

        if (Limit(schema, "maximum") is { } maximum && number > maximum)
        {
            Add(SchemaRule.Maximum, path, $"at most {maximum}");
        }
    }

    private void Range(SchemaRule rule, JsonElement schema, string least, string most, int count, string path)
    {
        var (minimum, maximum) = (Limit(schema, least) ?? 0, Limit(schema, most) ?? long.MaxValue);
        if (count < minimum || count > maximum)
        {
            Add(rule, path, maximum == long.MaxValue ? $"at least {minimum}" : $"{minimum} to {maximum}");
        }
    }

    private void Add(SchemaRule rule, string path, string detail) => _errors.Add(new(rule, path, IsQuery: false, detail));

    private static bool HasType(string type, JsonNode value) => type switch
    {
        "object" => value is JsonObject,
        "array" => value is JsonArray,
        "string" => value.Kind() == JsonValueKind.String,
        "boolean" => value.Kind() is JsonValueKind.True or JsonValueKind.False,
        "integer" => value.Integer() is not null,
        _ => value.Kind() == JsonValueKind.Number,
    };

    private static bool HasFormat(JsonElement schema, string text)
    {
        if (schema.TryGetProperty("pattern", out var pattern) && !Regex.IsMatch(text, pattern.GetString()!, RegexOptions.CultureInvariant, s_patternTimeout))
        {
            return false;
        }

        return !schema.TryGetProperty("format", out var format) || format.GetString() != "date-time" || IsDate(text);
    }

    internal static bool IsDate(string text) =>
        text.Length >= 10 && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _);

    private static bool Is(JsonElement schema, string keyword) => schema.TryGetProperty(keyword, out var value) && value.ValueKind == JsonValueKind.True;

    private static long? Limit(JsonElement schema, string keyword) => schema.TryGetProperty(keyword, out var value) ? value.GetInt64() : null;

    private static string Join(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";
}
