using System.Text.Json;
using Newtonsoft.Json.Linq;

namespace IdentitySdk.Cli.Exports;

/// <summary>A line with the vendor's own bytes for each user: numbers, escapes and the order of members are unchanged.</summary>
internal sealed class RawPages(RawBodies bodies) : IPageFormat
{
    public string Name => "raw";

    public byte[] Write(Page<JToken> page, bool isFirst)
    {
        var body = bodies.Take(page.Response);
        using var lines = new MemoryStream(body.Length);
        foreach (var (start, end) in Items(body, page.Items.Count))
        {
            // A line break can only be white space: JSON strings contain none.
            foreach (var value in body.AsSpan(start, end - start))
            {
                if (value is not ((byte)'\n' or (byte)'\r'))
                {
                    lines.WriteByte(value);
                }
            }

            lines.WriteByte((byte)'\n');
        }

        return lines.ToArray();
    }

    /// <summary>Finds the items of a list: the list is the body, or the first array member with the given number of items.</summary>
    /// <exception cref="InvalidOperationException">There is no such list.</exception>
    internal static IReadOnlyList<(int Start, int End)> Items(byte[] body, int count)
    {
        var reader = new Utf8JsonReader(body);
        reader.Read();
        if (reader.TokenType == JsonTokenType.StartArray && Items(ref reader) is var all && all.Count == count)
        {
            return all;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            reader.Read();
            if (reader.TokenType == JsonTokenType.StartArray)
            {
                if (Items(ref reader) is var items && items.Count == count)
                {
                    return items;
                }
            }
            else
            {
                reader.Skip();
            }
        }

        throw new InvalidOperationException("The response has no list with the users of the page.");
    }

    private static List<(int Start, int End)> Items(ref Utf8JsonReader reader)
    {
        var items = new List<(int, int)>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            items.Add((start, (int)reader.BytesConsumed));
        }

        return items;
    }
}
