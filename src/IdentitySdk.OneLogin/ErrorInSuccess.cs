using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using IdentitySdk.Core;

namespace IdentitySdk.OneLogin;

/// <summary>Finds an error in the body of a success: in its status object, or in the members of errors without an envelope. Data is skipped unparsed.</summary>
internal static class ErrorInSuccess
{
    /// <summary>The signs of an error or a success in the members of an object.</summary>
    [Flags]
    private enum Signs
    {
        None = 0,

        /// <summary>An error flag that is true or not empty.</summary>
        Flag = 1,

        /// <summary>A code from 400 to 599.</summary>
        Code = 2,

        /// <summary>The status "error", or <c>rate_limit_exceeded</c>.</summary>
        Word = 4,

        /// <summary>An error's name, such as <c>NotFoundError</c>.</summary>
        Name = 8,

        Message = 16,

        Id = 32,

        /// <summary>A type other than "success".</summary>
        Type = 64,

        /// <summary>A flag that is false, a code below 400, or the type "success".</summary>
        Success = 128,
    }

    private enum Member
    {
        Other,
        Error,
        Code,
        Status,
        Name,
        Message,
        Type,
        Id,
    }

    public static bool IsIn(ReadOnlySpan<byte> body)
    {
        try
        {
            var reader = new Utf8JsonReader(body);
            return reader.Read() && reader.TokenType switch
            {
                JsonTokenType.StartObject => ReadIsError(ref reader, isStatus: false, isItem: false) is true,
                JsonTokenType.StartArray when reader.Read() && reader.TokenType == JsonTokenType.StartObject =>
                    ReadIsError(ref reader, isStatus: false, isItem: true) is true,
                _ => false,
            };
        }
        catch (JsonException)
        {
            // Not JSON, or truncated: reading the body reports it.
            return false;
        }
    }

    /// <summary>Reads the members that can report an error; true for an error, false for a success, null when they show neither.</summary>
    private static bool? ReadIsError(ref Utf8JsonReader reader, bool isStatus, bool isItem)
    {
        var signs = Signs.None;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var member = Find(reader.ValueIsEscaped ? Encoding.UTF8.GetBytes(JsonEscapes.Unescape(reader.ValueSpan)) : reader.ValueSpan);
            reader.Read();
            if (member == Member.Status && reader.TokenType == JsonTokenType.StartObject)
            {
                // A status object is the vendor's own statement; later members cannot change it.
                if (ReadIsError(ref reader, isStatus: true, isItem: false) is { } isError)
                {
                    return isError;
                }
            }
            else
            {
                signs |= Read(in reader, member);
                reader.Skip();
            }
        }

        return IsError(signs, isStatus, isItem) ? true : (signs & Signs.Success) != 0 ? false : null;
    }

    /// <summary>A list item may have a code, status or name of its own, so it needs more signs. In a status object, the type alone is enough.</summary>
    private static bool IsError(Signs signs, bool isStatus, bool isItem) => isItem
        ? (signs & (Signs.Flag | Signs.Code)) == (Signs.Flag | Signs.Code)
        : (signs & (Signs.Flag | Signs.Code | Signs.Word)) != 0
            || (signs & (Signs.Name | Signs.Message | Signs.Id)) == (Signs.Name | Signs.Message)
            || (isStatus && (signs & (Signs.Type | Signs.Success)) == Signs.Type);

    private static Member Find(ReadOnlySpan<byte> name) => name.Length switch
    {
        2 when name.SequenceEqual("id"u8) => Member.Id,
        4 when name.SequenceEqual("code"u8) => Member.Code,
        4 when name.SequenceEqual("name"u8) => Member.Name,
        4 when name.SequenceEqual("type"u8) => Member.Type,
        5 when name.SequenceEqual("error"u8) => Member.Error,
        6 when name.SequenceEqual("status"u8) => Member.Status,
        7 when name.SequenceEqual("message"u8) => Member.Message,
        10 when name.SequenceEqual("statusCode"u8) => Member.Code,
        _ => Member.Other,
    };

    private static Signs Read(in Utf8JsonReader reader, Member member) => member switch
    {
        Member.Error => IsFlag(in reader) ? Signs.Flag : reader.TokenType == JsonTokenType.False ? Signs.Success : Signs.None,
        Member.Code => ReadCode(in reader),
        Member.Status => ReadCode(in reader) | (Is(in reader, "error"u8) ? Signs.Word : Signs.None),
        Member.Type when Is(in reader, "success"u8) => Signs.Success,
        Member.Type when IsRateLimit(in reader) => Signs.Word,
        Member.Type => reader.TokenType == JsonTokenType.String ? Signs.Type : Signs.None,
        Member.Message => IsRateLimit(in reader) ? Signs.Word : reader.TokenType == JsonTokenType.Null ? Signs.None : Signs.Message,
        Member.Name => reader.TokenType == JsonTokenType.String && reader.ValueSpan.EndsWith("Error"u8) ? Signs.Name : Signs.None,
        Member.Id => Signs.Id,
        _ => Signs.None,
    };

    /// <summary>Documented as true or false. Any other value that is not empty, such as a text or an object, must not count as a success.</summary>
    private static bool IsFlag(in Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.True => true,
        JsonTokenType.Number => ReadNumber(in reader) != 0,
        JsonTokenType.String => !reader.ValueSpan.IsEmpty && !Is(in reader, "false"u8) && ReadNumber(in reader) != 0,
        JsonTokenType.StartObject or JsonTokenType.StartArray => !IsEmpty(reader),
        _ => false,
    };

    /// <summary>A user's own status is a small number.</summary>
    private static Signs ReadCode(in Utf8JsonReader reader) =>
        reader.TokenType is not (JsonTokenType.Number or JsonTokenType.String) || ReadNumber(in reader) is not { } number ? Signs.None
        : number is >= 400 and < 600 ? Signs.Code
        : number is >= 100 and < 400 ? Signs.Success
        : Signs.None;

    /// <summary>Reads a number, which may be in a string.</summary>
    private static double? ReadNumber(in Utf8JsonReader reader) =>
        Utf8Parser.TryParse(reader.ValueSpan, out double number, out var length) && length == reader.ValueSpan.Length ? number : null;

    /// <summary>Moves a copy of the reader, which is passed by value.</summary>
    private static bool IsEmpty(Utf8JsonReader reader) => reader.Read() && reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray;

    private static bool IsRateLimit(in Utf8JsonReader reader) => Is(in reader, "rate_limit_exceeded"u8);

    /// <summary>Whether the value is a given string, ignoring case.</summary>
    private static bool Is(in Utf8JsonReader reader, ReadOnlySpan<byte> lower)
    {
        var text = reader.ValueSpan;
        var isEqual = reader.TokenType == JsonTokenType.String && text.Length == lower.Length;
        for (var index = 0; isEqual && index < lower.Length; index++)
        {
            isEqual = text[index] == lower[index] || (text[index] | 0x20) == lower[index];
        }

        return isEqual;
    }
}
