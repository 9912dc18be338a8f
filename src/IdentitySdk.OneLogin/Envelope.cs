using System.Text.Json;
using IdentitySdk.Core;

namespace IdentitySdk.OneLogin;

/// <summary>Reads a value from its envelope: <c>{"status": …, "data": [value]}</c>, or without one, as in OneLogin's newer documentation.</summary>
internal static class Envelope
{
    /// <summary>Reads the value in the envelope, in an array of one, in a nested array, or bare.</summary>
    /// <param name="readValue">Reads the value.</param>
    /// <param name="isOnly">Whether further values in the array are an error; otherwise they are skipped.</param>
    public static ReadValue<T> Read<T>(ReadValue<T> readValue, bool isOnly = false)
        where T : class => (ref ModelReader reader) =>
    {
        if (!IsEnvelope(reader.Document))
        {
            return reader.ReadFirst(readValue, isOnly);
        }

        T? value = null;
        reader.BeginObject();
        while (reader.ReadName() is { } name)
        {
            if (name == "data")
            {
                value = reader.ReadFirst(readValue, isOnly);
                reader.ThrowIfMismatched();
            }
            else
            {
                reader.Skip();
            }
        }

        return value;
    };

    private static bool IsEnvelope(ReadOnlySpan<byte> document)
    {
        var reader = new Utf8JsonReader(document);
        var (hasStatus, hasData) = (false, false);
        var isObject = reader.Read() && reader.TokenType == JsonTokenType.StartObject;
        while (isObject && !(hasStatus && hasData) && reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            hasData |= reader.ValueTextEquals("data"u8);
            var isStatus = reader.ValueTextEquals("status"u8);
            reader.Read();
            hasStatus |= isStatus && reader.TokenType == JsonTokenType.StartObject;
            reader.Skip();
        }

        return hasStatus && hasData;
    }
}
