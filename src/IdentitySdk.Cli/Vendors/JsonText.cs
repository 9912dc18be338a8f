using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace IdentitySdk.Cli.Vendors;

/// <summary>Reads members of a vendor's response as text, regardless of their type.</summary>
internal static class JsonText
{
    /// <summary>A member as text; null when it is missing or null.</summary>
    public static string? Member(JToken? record, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            record = (record as JObject)?.GetValue(name, StringComparison.Ordinal);
        }

        return record switch
        {
            null or JValue { Type: JTokenType.Null } => null,
            JValue { Type: JTokenType.String } text => (string)text!,
            _ => record.ToString(Formatting.None),
        };
    }
}
