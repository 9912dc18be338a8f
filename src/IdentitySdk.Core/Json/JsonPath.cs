using System.Text;
using Newtonsoft.Json;

namespace IdentitySdk.Core;

/// <summary>The JSONPath of a position in a document, such as <c>$[3].profile.login</c>.</summary>
internal static class JsonPath
{
    /// <summary>Reads the document again up to the position: only failures pay for a path.</summary>
    public static string Of(ReadOnlySpan<byte> document, int position)
    {
        // A number in place of the rest, of an incomplete literal too: the path is that of the value at the position.
        var start = Encoding.UTF8.GetString(document[..position]).TrimEnd('t', 'r', 'u', 'e', 'f', 'a', 'l', 's', 'n');
        using var text = new StringReader(start + "0");
        using var reader = new JsonTextReader(text) { MaxDepth = null, DateParseHandling = DateParseHandling.None };
        try
        {
            while (reader.Read())
            {
            }
        }
        catch (JsonReaderException)
        {
            // What was read before the exception gives the path.
        }

        return reader.Path switch
        {
            "" => "$",
            ['[', ..] path => "$" + path,
            var path => "$." + path,
        };
    }
}
