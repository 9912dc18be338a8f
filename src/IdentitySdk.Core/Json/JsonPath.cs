using System.Globalization;
using System.Text;
using System.Text.Json;

namespace IdentitySdk.Core;

/// <summary>The JSONPath of a position in a document, such as <c>$[3].profile.login</c>.</summary>
internal static class JsonPath
{
    /// <summary>Reads the document again up to the position, without a copy of it: only failures pay for a path.</summary>
    public static string Of(ReadOnlySpan<byte> document, int position)
    {
        var steps = new Stack<(string? Name, int Index, bool Array)>();
        var reader = new Utf8JsonReader(document, isFinalBlock: false, new JsonReaderState(new JsonReaderOptions { MaxDepth = 1000 }));
        string? name = null;
        try
        {
            while (reader.Read() && reader.TokenStartIndex <= position)
            {
                if (reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray)
                {
                    if (reader.TokenStartIndex < position)
                    {
                        (name, _, _) = steps.Pop();
                    }

                    continue;
                }

                if (reader.TokenType == JsonTokenType.PropertyName)
                {
                    name = reader.ValueIsEscaped ? JsonEscapes.Unescape(reader.ValueSpan) : reader.GetString();
                    continue;
                }

                if (steps.Count > 0 && steps.Peek() is { Array: true } parent)
                {
                    steps.Pop();
                    steps.Push(parent with { Index = parent.Index + 1 });
                }

                if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray && reader.TokenStartIndex < position)
                {
                    steps.Push((name, -1, reader.TokenType == JsonTokenType.StartArray));
                    name = null;
                }
            }
        }
        catch (System.Text.Json.JsonException)
        {
            // What was read before the exception gives the path.
        }

        var path = new StringBuilder("$");
        foreach (var (step, index, array) in steps.Reverse())
        {
            Append(path, step);
            if (array)
            {
                path.Append('[').Append(Math.Max(index, 0).ToString(CultureInfo.InvariantCulture)).Append(']');
            }
        }

        Append(path, name);
        return path.ToString();
    }

    private static void Append(StringBuilder path, string? name)
    {
        if (name is null)
        {
            return;
        }

        // The form of Newtonsoft.Json.
        _ = name.AsSpan().IndexOfAny(" '/\"[].()\\\t\n\r\f\b") < 0
            ? path.Append('.').Append(name)
            : path.Append("['").Append(name.Replace("\\", "\\\\").Replace("'", "\\'")).Append("']");
    }
}
