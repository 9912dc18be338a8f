using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace IdentitySdk.Cli.Output;

/// <summary>The fields of a JSON record as columns: <c>profile.login</c> is the member of a member.</summary>
internal static class RecordFields
{
    /// <summary>The column of a record that is not an object.</summary>
    public const string Value = "value";

    /// <summary>Links and embedded objects describe the API, not the record.</summary>
    private static readonly string[] s_hypermedia = ["_links", "_embedded"];

    /// <summary>The value at a path; null when there is none. A member whose name contains dots is found too.</summary>
    public static JToken? Find(JToken record, string path)
    {
        if (record is JObject whole && whole.TryGetValue(path, StringComparison.Ordinal, out var member))
        {
            return member;
        }

        for (var dot = path.IndexOf('.', StringComparison.Ordinal); dot > 0; dot = path.IndexOf('.', dot + 1))
        {
            if (Step(record, path[..dot]) is { } inner && Find(inner, path[(dot + 1)..]) is { } found)
            {
                return found;
            }
        }

        return record is JObject ? null : path == Value && record is not JArray ? record : Step(record, path);
    }

    /// <summary>Every value with its path; objects are entered, arrays are not.</summary>
    public static IEnumerable<(string Path, JToken Value)> Flatten(JToken record, string prefix = "")
    {
        if (record is not JObject entries)
        {
            yield return (prefix.Length == 0 ? Value : prefix[..^1], record);
            yield break;
        }

        foreach (var entry in entries.Properties().Where(static entry => !s_hypermedia.Contains(entry.Name)))
        {
            foreach (var inner in Flatten(entry.Value, $"{prefix}{entry.Name}."))
            {
                yield return inner;
            }
        }
    }

    /// <summary>The text of a value in a cell: a string unchanged, null as empty, an object or an array as JSON.</summary>
    public static string Text(JToken token) => token switch
    {
        JValue { Type: JTokenType.String } text => (string)text!,
        JValue { Type: JTokenType.Null or JTokenType.Undefined } => "",
        _ => token.ToString(Formatting.None).Trim('"'),
    };

    private static JToken? Step(JToken record, string name) => record switch
    {
        JObject entries => entries.GetValue(name, StringComparison.Ordinal),
        JArray items when int.TryParse(name, out var index) && index >= 0 && index < items.Count => items[index],
        _ => null,
    };
}
