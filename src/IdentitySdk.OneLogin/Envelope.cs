using System.Globalization;
using System.Text.Json;
using IdentitySdk.Core;

namespace IdentitySdk.OneLogin;

/// <summary>What the wire wraps around a value: <c>{"status": …, "data": [value]}</c>. Newer documents show the bare value, which is read too.</summary>
internal static class Envelope
{
    /// <summary>Reads the value in the envelope, in an array of one, in a nested array, or bare.</summary>
    public static ReadValue<T> Read<T>(ReadValue<T> readValue)
        where T : class => (ref ModelReader input) =>
    {
        if (!IsEnvelope(input.Document))
        {
            return input.ReadFirst(readValue);
        }

        T? value = null;
        input.BeginObject();
        while (input.ReadName() is { } name)
        {
            if (name == "data")
            {
                value = input.ReadFirst(readValue);
                input.ThrowIfMismatched();
            }
            else
            {
                input.Skip();
            }
        }

        return value;
    };

    /// <summary>Whether the body of a success reports an error: in its status object, or where errors without an envelope have it.</summary>
    public static bool IsError(ReadOnlySpan<byte> body)
    {
        try
        {
            var reader = new Utf8JsonReader(body);
            return reader.Read() && reader.TokenType == JsonTokenType.StartObject && IsErrorObject(ref reader);
        }
        catch (JsonException)
        {
            // Not JSON, or cut: for the reader of the body to report.
            return false;
        }
    }

    /// <summary>Looks at the members of an object; what is no status, as <c>data</c>, is skipped unparsed.</summary>
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
                // A status object is the vendor's own verdict; what follows adds nothing to it.
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

    /// <summary>A flag or a code as text is not what OneLogin documents, but must not pass for a success.</summary>
    private static bool IsErrorText(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.String
        && (reader.ValueTextEquals("true"u8) || (int.TryParse(reader.GetString(), NumberStyles.None, CultureInfo.InvariantCulture, out var code) && code is >= 400 and <= 599));

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
