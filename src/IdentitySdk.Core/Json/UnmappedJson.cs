using System.Text.Json;
using Newtonsoft.Json.Linq;

namespace IdentitySdk.Core;

/// <summary>A JSON object of members that a model has no property for, as the bytes they came in.</summary>
internal static class UnmappedJson
{
    /// <summary>A reader in front of the first member. The bytes were read before: no depth is too deep now.</summary>
    public static Utf8JsonReader Open(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = int.MaxValue });
        reader.Read();
        return reader;
    }

    /// <summary>Finds the value of a member; of members with one name the last.</summary>
    /// <returns>The value's JSON; empty when there is no such member.</returns>
    public static ReadOnlySpan<byte> Find(ReadOnlySpan<byte> json, string name)
    {
        ReadOnlySpan<byte> found = default;
        if (json.IsEmpty)
        {
            return found;
        }

        var reader = Open(json);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            // The reader cannot compare what is no text.
            var isText = !reader.ValueIsEscaped || JsonEscapes.SpellText(reader.ValueSpan);
            var isFound = isText ? reader.ValueTextEquals(name) : JsonEscapes.Unescape(reader.ValueSpan) == name;
            reader.Read();
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            found = isFound ? json[start..(int)reader.BytesConsumed] : found;
        }

        return found;
    }

    /// <summary>One value as free-form JSON.</summary>
    public static JToken Tree(ReadOnlySpan<byte> value) => new ModelReader(value, int.MaxValue).ReadJToken()!;

    /// <summary>Reads one value as a model's property is read.</summary>
    /// <param name="value">The value's JSON; empty for none.</param>
    /// <param name="read">Reads it.</param>
    /// <param name="otherType">The value's JSON type, where it is another one than <paramref name="read"/> asks for; else null.</param>
    public static T? Read<T>(ReadOnlySpan<byte> value, ReadValue<T> read, out string? otherType)
    {
        otherType = null;
        if (value.IsEmpty)
        {
            return default;
        }

        var input = new ModelReader(value, int.MaxValue);
        var result = read(ref input);
        if (!input.Mismatched)
        {
            return result;
        }

        otherType = value[0] switch
        {
            (byte)'{' => "a JSON object",
            (byte)'[' => "a JSON array",
            (byte)'"' => "a JSON string",
            (byte)'t' or (byte)'f' => "a JSON boolean",
            _ => "a JSON number",
        };
        return default;
    }

    /// <summary>All members as free-form JSON; of those with one name the last.</summary>
    public static Dictionary<string, JToken?> Parse(ReadOnlySpan<byte> json)
    {
        var members = new Dictionary<string, JToken?>(StringComparer.Ordinal);
        if (!json.IsEmpty)
        {
            var input = new ModelReader(json, int.MaxValue);
            input.BeginObject();
            while (input.ReadName() is { } name)
            {
                members[name] = input.ReadJToken();
            }
        }

        return members;
    }
}
