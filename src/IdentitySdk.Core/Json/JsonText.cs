using System.Diagnostics.CodeAnalysis;
using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace IdentitySdk.Core;

/// <summary>Converts free-form JSON to text, and back from text that may be anything, such as a proxy's page.</summary>
internal static class JsonText
{
    private const string ByConverters = "Newer versions of Newtonsoft.Json warn of converters; none is passed.";

    /// <summary>Writes JSON without white space.</summary>
#if NET8_0_OR_GREATER
    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = ByConverters)]
    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = ByConverters)]
#endif
    public static string Write(JToken token) => token.ToString(Formatting.None);

    /// <summary>Parses a JSON object; null for any other text, including an object with text after it.</summary>
    public static JObject? TryParseObject(string text)
    {
        if (text.Length == 0 || text.IndexOf('{') < 0)
        {
            return null;
        }

        try
        {
            var reader = new ModelReader(Encoding.UTF8.GetBytes(text), maxDepth: 32);
            var tree = reader.ReadJToken() as JObject;
            reader.ReadEnd();
            return tree;
        }
        catch (Exception exception) when (exception is System.Text.Json.JsonException or JsonFormatException)
        {
            return null;
        }
    }

    /// <summary>Reads a string member; null when it is missing, empty or of another type.</summary>
    public static string? ReadText(JObject? tree, string name) => ReadText(tree?[name]);

    /// <summary>Reads a string; null when it is missing, empty or of another type.</summary>
    public static string? ReadText(JToken? value) => value is JValue { Value: string { Length: > 0 } text } ? text : null;
}
