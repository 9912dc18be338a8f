using System.Text.Json;
using System.Text.Json.Nodes;

namespace IdentitySdk.Testing.Json;

/// <summary>Parses JSON strictly: a member that occurs twice, a lone surrogate and bytes that are not UTF-8 are errors.</summary>
internal static class JsonText
{
    private const int MaxDepth = 64;

    /// <summary>False when the text is not JSON.</summary>
    public static bool TryParse(ReadOnlySpan<byte> utf8, out JsonNode? value)
    {
        value = null;
        try
        {
            var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = MaxDepth });
            if (!reader.Read())
            {
                return false;
            }

            value = ReadValue(ref reader);
            return !reader.Read();
        }
        // GetString throws InvalidOperationException for text that is not Unicode.
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            value = null;
            return false;
        }
    }

    private static JsonNode? ReadValue(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.StartObject => ReadObject(ref reader),
        JsonTokenType.StartArray => ReadArray(ref reader),
        JsonTokenType.String => JsonValue.Create(reader.GetString()),
        JsonTokenType.Null => null,
        // A JsonElement preserves the digits of a number.
        _ => JsonValue.Create(JsonElement.ParseValue(ref reader)),
    };

    private static JsonObject ReadObject(ref Utf8JsonReader reader)
    {
        var members = new JsonObject();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            reader.Read();
            if (!members.TryAdd(name, ReadValue(ref reader)))
            {
                throw new JsonException($"The member {name} occurs twice.");
            }
        }

        return members;
    }

    private static JsonArray ReadArray(ref Utf8JsonReader reader)
    {
        var items = new JsonArray();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            items.Add(ReadValue(ref reader));
        }

        return items;
    }
}
