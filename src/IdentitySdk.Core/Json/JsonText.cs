using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace IdentitySdk.Core;

/// <summary>Free-form JSON from text that may be anything: a proxy's page, half a document, nothing.</summary>
internal static class JsonText
{
    /// <summary>The text as an object; null when it is not one.</summary>
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
