using System.Text.Json;
using System.Text.Json.Nodes;
using IdentitySdk.Testing.Json;
using IdentitySdk.Testing.Schemas;

namespace IdentitySdk.Testing.Okta;

/// <summary>The attributes of a profile: standard attributes and those that the organization defines.</summary>
internal sealed class UserSchema(ApiSchema api)
{
    private readonly Dictionary<string, JsonValueKind[]> _custom = new(StringComparer.Ordinal)
    {
        ["floor"] = [JsonValueKind.Number], ["remote"] = [JsonValueKind.True, JsonValueKind.False], ["languages"] = [JsonValueKind.Array],
    };

    private readonly JsonElement _standard = api.Named("UserProfile").GetProperty("properties");

    /// <param name="name">The attribute.</param>
    /// <param name="type">string, boolean, number, integer or array.</param>
    public void Define(string name, string type) => _custom[name] = type switch
    {
        "string" => [JsonValueKind.String],
        "boolean" => [JsonValueKind.True, JsonValueKind.False],
        "number" or "integer" => [JsonValueKind.Number],
        "array" => [JsonValueKind.Array],
        _ => throw new ArgumentException($"The type of an attribute is string, boolean, number, integer or array, not {type}.", nameof(type)),
    };

    /// <summary>The invalid names and types of a profile. Standard attributes are strings, whose type was already validated.</summary>
    public IEnumerable<string> Causes(JsonObject profile)
    {
        foreach (var (name, value) in profile)
        {
            if (_standard.TryGetProperty(name, out _))
            {
                continue;
            }

            if (!_custom.TryGetValue(name, out var kinds))
            {
                // As recorded.
                yield return $"Property name '{name}' is not defined in profile";
            }
            else if (value is not null && !kinds.Contains(value.Kind()))
            {
                yield return $"{name}: The value does not have the type of the attribute";
            }
        }
    }
}
