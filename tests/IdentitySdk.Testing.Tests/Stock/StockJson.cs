using System.Globalization;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace IdentitySdk.Testing.Tests.Stock;

/// <summary>Compares a response with the JSON that a stock client's model writes.</summary>
internal static class StockJson
{
    /// <summary>The members that the model lost or changed. Stock models omit null members and write dates in another format; neither is a loss.</summary>
    public static IEnumerable<string> Differences(string response, object? result) =>
        result is null || response.Length == 0 ? [] : Compare("$", Parse(response), Parse(JsonConvert.SerializeObject(result)));

    private static IEnumerable<string> Compare(string path, JToken sent, JToken? read) => (sent, read) switch
    {
        ({ Type: JTokenType.Null }, null or { Type: JTokenType.Null }) => [],
        (JObject first, JObject second) => first.Properties().SelectMany(member => Compare($"{path}.{member.Name}", member.Value, second[member.Name])),
        (JArray first, JArray second) when first.Count == second.Count =>
            first.Zip(second).SelectMany((pair, index) => Compare($"{path}[{index}]", pair.First, pair.Second)),
        _ => read is not null && (JToken.DeepEquals(sent, read) || IsSameTime(sent, read)) ? [] : [$"{path}: {sent} became {read}"],
    };

    private static bool IsSameTime(JToken sent, JToken read) => Time(sent) is { } first && Time(read) == first;

    private static DateTimeOffset? Time(JToken token) =>
        DateTimeOffset.TryParse($"{token}", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;

    private static JToken Parse(string json)
    {
        using var reader = new JsonTextReader(new StringReader(json))
        {
            DateParseHandling = DateParseHandling.None, FloatParseHandling = FloatParseHandling.Decimal,
        };
        return JToken.Load(reader);
    }
}
