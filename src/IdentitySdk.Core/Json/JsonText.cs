using System.Globalization;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace IdentitySdk.Core;

/// <summary>Free-form JSON as text, and from text that may be anything: a proxy's page, a truncated document, an empty string.</summary>
internal static class JsonText
{
    /// <summary>Writes JSON without white space. Newer versions of Newtonsoft.Json call its own method for that unfit for trimming, for converters that are not used here.</summary>
    public static string Write(JToken token)
    {
        var text = new StringWriter(CultureInfo.InvariantCulture);
        using var writer = new JsonTextWriter(text);
        token.WriteTo(writer);
        return text.ToString();
    }

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
