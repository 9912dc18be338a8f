using System.Globalization;
using Newtonsoft.Json.Linq;

namespace IdentitySdk.Core;

/// <summary>Converts a model to a form (<c>application/x-www-form-urlencoded</c>) with a field for each property that is set.</summary>
internal static class FormBody
{
    /// <summary>Creates the fields: one per item of a list, which is OpenAPI's default, and an empty one for null, since a form has no null.</summary>
    /// <param name="model">The model.</param>
    /// <param name="argument">The C# argument, for exceptions.</param>
    /// <exception cref="ArgumentException">A form cannot hold a member: it is an object, a list in a list, or contains half a surrogate pair.</exception>
    public static IReadOnlyList<KeyValuePair<string, string>> Fields(ApiObject model, string? argument)
    {
        var fields = new List<KeyValuePair<string, string>>();
        foreach (var member in ((JObject)ModelWriter.ToToken(model, ModelWriterMode.WithoutReadOnly)).Properties())
        {
            foreach (var value in member.Value is JArray list ? (IEnumerable<JToken>)list : [member.Value])
            {
                fields.Add(new(member.Name, Format(value) is { } text && JsonEscapes.IsWellFormed(text) && JsonEscapes.IsWellFormed(member.Name)
                    ? text
                    : throw new ArgumentException($"The member '{member.Name}' cannot be sent in a form.", argument)));
            }
        }

        return fields;
    }

    private static string? Format(JToken value) => value switch
    {
        JValue { Value: bool boolean } => boolean ? "true" : "false",
        JValue single => Convert.ToString(single.Value, CultureInfo.InvariantCulture) ?? "",
        _ => null,
    };
}
