using Newtonsoft.Json.Linq;

namespace IdentitySdk.Tests;

/// <summary>One row of the table of content faults: a complete user with one kind of fault.</summary>
/// <param name="Name">The fault.</param>
/// <param name="Change">Creates the faulty user.</param>
/// <param name="Outcome">The outcome for every vendor.</param>
internal sealed record ContentFault(string Name, Func<JObject, string> Change, string Outcome)
{
    private const string Lossless = "value, nothing lost";

    public static IEnumerable<ContentFault> All { get; } =
    [
        new("no fault", user => user.ToString(), Lossless),
        new("unknown enum value", user => With(user, "status", user["status"]!.Type == JTokenType.Integer ? 4711 : "NEWER_THAN_THIS"), Lossless),
        new("unknown members", user => With(user, "newerThanThis", new JArray(1, new JObject { ["a"] = null })), Lossless),
        new("null everywhere", user => Each(user, _ => JValue.CreateNull()), Lossless),
        new("wrong types everywhere", user => Each(user, OfAnotherType), Lossless),
        new("odd item first in every list and map", user => WithOddItems(user, _ => 0), Lossless),
        new("odd item in the middle of every list and map", user => WithOddItems(user, count => (count + 1) / 2), Lossless),
        new("odd item last in every list and map", user => WithOddItems(user, count => count), Lossless),
        new("empty object", _ => "{}", Lossless),
        new("a number of 10,000 digits", user => WithDigits(user, "status"), Lossless),
        new("a number of 10,000 digits in an unknown member", user => WithDigits(user, "newerThanThis"), Lossless),
        new("a number of 10,000 digits everywhere", user => Each(user, _ => "DIGITS").Replace("\"DIGITS\"", s_digits), Lossless),
    ];

    private static readonly string s_digits = new('7', 10_000);

    public override string ToString() => Name;

    private static string With(JObject user, string name, JToken value)
    {
        user[name] = value;
        return user.ToString();
    }

    private static string WithDigits(JObject user, string name) => With(user, name, "DIGITS").Replace("\"DIGITS\"", s_digits);

    /// <summary>Replaces every value that is neither an object nor an array.</summary>
    private static string Each(JObject user, Func<JValue, JToken> change)
    {
        foreach (var value in user.Descendants().OfType<JValue>().ToList())
        {
            value.Replace(change(value));
        }

        return user.ToString();
    }

    /// <summary>Adds an item that no list and no map documents; an object that is not a map has one more unknown member.</summary>
    private static string WithOddItems(JObject user, Func<int, int> place)
    {
        foreach (var container in user.DescendantsAndSelf().OfType<JContainer>().ToList())
        {
            if (container is JArray items)
            {
                items.Insert(place(items.Count), true);
            }
            else if (container is JObject { Count: > 0 } members)
            {
                var before = place(members.Count);
                var odd = new JProperty("odd", new JArray(new JArray(7)));
                members.ReplaceAll(members.Properties().Take(before).Append(odd).Concat(members.Properties().Skip(before)).ToArray<object>());
            }
        }

        return user.ToString();
    }

    private static JToken OfAnotherType(JValue value) => value.Type switch
    {
        JTokenType.String => new JArray(7),
        JTokenType.Integer or JTokenType.Float => "not a number",
        JTokenType.Boolean => new JObject { ["on"] = "yes" },
        _ => true,
    };
}
