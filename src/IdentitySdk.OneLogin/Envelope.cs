using System.Globalization;
using System.Text.Json;
using IdentitySdk.Core;

namespace IdentitySdk.OneLogin;

/// <summary>The envelope around a value: <c>{"status": …, "data": [value]}</c>. The bare value, as in newer documentation, is read too.</summary>
internal static class Envelope
{
    /// <summary>Reads the value in the envelope, in an array of one, in a nested array, or bare.</summary>
    /// <param name="readValue">Reads the value.</param>
    /// <param name="isOnly">Whether further values in the array are an error, rather than skipped.</param>
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

    /// <summary>Whether the body of a success reports an error: in its status object, or where errors without an envelope report it.</summary>
    public static bool IsError(ReadOnlySpan<byte> body)
    {
        try
        {
            var reader = new Utf8JsonReader(body);
            return reader.Read() && reader.TokenType == JsonTokenType.StartObject && IsErrorObject(ref reader);
        }
        catch (JsonException)
        {
            // Not JSON, or truncated: reading the body reports it.
            return false;
        }
    }

    /// <summary>Checks the members of an object that can report an error; all others, such as <c>data</c>, are skipped.</summary>
    private static bool IsErrorObject(ref Utf8JsonReader reader)
    {
        var isError = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isStatus = reader.ValueTextEquals("status"u8);
            var isCode = isStatus || reader.ValueTextEquals("code"u8) || reader.ValueTextEquals("statusCode"u8);
            var isFlag = reader.ValueTextEquals("error"u8);
            reader.Read();
            if (isStatus && reader.TokenType == JsonTokenType.StartObject)
            {
                // A status object is the vendor's own verdict; later members cannot change it.
                return IsErrorObject(ref reader);
            }

            // A user's own status is a small number.
            isError |= (isFlag && reader.TokenType == JsonTokenType.True)
                || (isCode && reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var code) && code is >= 400 and <= 599)
                || ((isFlag || isCode) && IsErrorText(ref reader));
            reader.Skip();
        }

        return isError;
    }

    /// <summary>A flag or a code as a string is undocumented, but must not be taken for a success.</summary>
    private static bool IsErrorText(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.String
        && (reader.ValueTextEquals("true"u8)
            || (int.TryParse(reader.GetString(), NumberStyles.None, CultureInfo.InvariantCulture, out var code) && code is >= 400 and <= 599));

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
