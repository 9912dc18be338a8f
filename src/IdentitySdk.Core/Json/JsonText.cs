using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace IdentitySdk.Core;

/// <summary>Free-form JSON from text that may be anything: a proxy's page, a truncated document, an empty string.</summary>
internal static class JsonText
{
    /// <summary>Parses a JSON object; null when the text is not one.</summary>
    public static JObject? TryParseObject(string text)
    {
        if (text.Length == 0 || text.IndexOf('{') < 0)
        {
            return null;
        }

        try
        {
            using var reader = new JsonTextReader(new StringReader(text)) { DateParseHandling = DateParseHandling.None, MaxDepth = 32 };
            return JToken.ReadFrom(reader) as JObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
