using System.Globalization;
using Newtonsoft.Json.Linq;

namespace IdentitySdk.Core;

/// <summary>A model as a form (<c>application/x-www-form-urlencoded</c>): a field for each property that is set.</summary>
internal static class FormBody
{
    /// <summary>Makes the fields: a list is one field for each item, as OpenAPI has it by default, and null an empty value, for a form has no other.</summary>
    /// <param name="model">The model.</param>
    /// <param name="argument">The C# argument, for exceptions.</param>
    /// <exception cref="ArgumentException">A member is an object, holds a list in a list, or half of a surrogate pair; a form can carry none of them.</exception>
    public static IReadOnlyList<KeyValuePair<string, string>> Fields(ApiObject model, string? argument)
    {
        var fields = new List<KeyValuePair<string, string>>();
        foreach (var member in ((JObject)ModelWriter.ToToken(model)).Properties())
        {
            foreach (var value in member.Value is JArray list ? (IEnumerable<JToken>)list : [member.Value])
            {
                fields.Add(new(member.Name, Text(value) is { } text && JsonEscapes.IsWellFormed(text) && JsonEscapes.IsWellFormed(member.Name)
                    ? text
                    : throw new ArgumentException($"The member '{member.Name}' is nothing that a form can carry.", argument)));
            }
        }

        return fields;
    }

    private static string? Text(JToken value) => value switch
    {
        JValue { Value: bool boolean } => boolean ? "true" : "false",
        JValue single => Convert.ToString(single.Value, CultureInfo.InvariantCulture) ?? "",
        _ => null,
    };
}
