using System.Text.Json;
using Newtonsoft.Json.Linq;

namespace IdentitySdk.Core;

/// <summary>A JSON object of unmapped members, as the bytes that were received.</summary>
internal static class UnmappedJson
{
    /// <summary>The depth was limited when the bytes were received.</summary>
    public static readonly JsonReaderOptions Options = new() { MaxDepth = int.MaxValue };

    /// <summary>Opens a reader before the first member.</summary>
    public static Utf8JsonReader Open(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, Options);
        reader.Read();
        return reader;
    }

    /// <summary>Finds the value of a member; the last one if several have the name.</summary>
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
            // The reader cannot compare a name with an unpaired surrogate.
            var isWellFormed = !reader.ValueIsEscaped || JsonEscapes.IsWellFormedEscaped(reader.ValueSpan);
            var isFound = isWellFormed ? reader.ValueTextEquals(name) : JsonEscapes.Unescape(reader.ValueSpan) == name;
            reader.Read();
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            found = isFound ? json[start..(int)reader.BytesConsumed] : found;
        }

        return found;
    }

    /// <summary>Reads one value as free-form JSON.</summary>
    public static JToken ParseValue(ReadOnlySpan<byte> value) => new ModelReader(value, int.MaxValue).ReadJToken()!;

    /// <summary>Reads one value as a property of a model is read.</summary>
    /// <param name="value">The value's JSON; empty when there is none.</param>
    /// <param name="read">Reads the value.</param>
    /// <param name="otherType">The value's JSON type when <paramref name="read"/> does not accept it; else null.</param>
    public static T? Read<T>(ReadOnlySpan<byte> value, ReadValue<T> read, out string? otherType)
    {
        otherType = null;
        if (value.IsEmpty)
        {
            return default;
        }

        var reader = new ModelReader(value, int.MaxValue);
        var result = read(ref reader);
        if (!reader.IsMismatch)
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

    /// <summary>Reads all members as free-form JSON; the last one if several have one name.</summary>
    public static Dictionary<string, JToken?> Parse(ReadOnlySpan<byte> json)
    {
        var members = new Dictionary<string, JToken?>(StringComparer.Ordinal);
        if (!json.IsEmpty)
        {
            var reader = new ModelReader(json, int.MaxValue);
            reader.BeginObject();
            while (reader.ReadName() is { } name)
            {
                members[name] = reader.ReadJToken();
            }
        }

        return members;
    }
}
