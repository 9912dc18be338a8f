using System.Text.Json;

namespace IdentitySdk.Core;

/// <content>Single values. A number that would lose a digit is marked as non-canonical.</content>
internal ref partial struct ModelReader
{
    /// <summary>Moves to the next value and reads a string.</summary>
    public string? ReadString()
    {
        var token = MoveNext();
        return token == JsonTokenType.String && IsWellFormed() ? _reader.GetString() : MismatchUnlessNull(token);
    }

    /// <summary>Moves to the next value and reads a string, with the instance of the table if it is known.</summary>
    public string? ReadString(NameTable known) => MoveTo(JsonTokenType.String) ? Find(known) is >= 0 and var index ? known[index] : GetText() : null;

    /// <summary>Moves to the next value and reads a 32-bit integer.</summary>
    public int? ReadInt32() => MoveTo(JsonTokenType.Number) ? _reader.TryGetInt32(out var number) ? number : Mismatch<int>() : null;

    /// <summary>Moves to the next value and reads a 64-bit integer.</summary>
    public long? ReadInt64() => MoveTo(JsonTokenType.Number) ? _reader.TryGetInt64(out var number) ? number : Mismatch<long>() : null;

    /// <summary>Moves to the next value and reads a number as a double.</summary>
    public double? ReadDouble()
    {
        if (!MoveTo(JsonTokenType.Number))
        {
            return null;
        }

        IsNonCanonical |= !_reader.TryGetInt64(out var integer) || integer is <= -(1L << 53) or >= 1L << 53;
        return _reader.TryGetDouble(out var number) && !double.IsInfinity(number) ? number : Mismatch<double>();
    }

    /// <summary>Moves to the next value and reads a number as a decimal.</summary>
    public decimal? ReadDecimal()
    {
        if (!MoveTo(JsonTokenType.Number))
        {
            return null;
        }

        IsNonCanonical |= !_reader.TryGetInt64(out _);
        return _reader.TryGetDecimal(out var number) ? number : Mismatch<decimal>();
    }

    /// <summary>Moves to the next value and reads a boolean.</summary>
    public bool? ReadBoolean()
    {
        var token = MoveNext();
        if (token is JsonTokenType.True or JsonTokenType.False)
        {
            return token == JsonTokenType.True;
        }

        MismatchUnlessNull(token);
        return null;
    }

    /// <summary>Moves to the next value and reads an RFC 3339 date-time.</summary>
    public DateTimeOffset? ReadDateTimeOffset()
    {
        if (!MoveTo(JsonTokenType.String))
        {
            return null;
        }

        var isDate = _reader.ValueIsEscaped
            ? JsonDate.TryParse(GetText(), out var instant, out var isCanonical)
            : JsonDate.TryParse(_reader.ValueSpan, out instant, out isCanonical);
        IsNonCanonical |= !isCanonical;
        return isDate ? instant : Mismatch<DateTimeOffset>();
    }

    /// <summary>Moves to the next value and reads a calendar date (<c>yyyy-MM-dd</c>).</summary>
    public DateTimeOffset? ReadDate() =>
        MoveTo(JsonTokenType.String) ? JsonDate.TryParseDate(GetText(), out var date) ? date : Mismatch<DateTimeOffset>() : null;

    /// <summary>Moves to the next value and reads a GUID.</summary>
    public Guid? ReadGuid()
    {
        if (!MoveTo(JsonTokenType.String))
        {
            return null;
        }

        var text = GetText();
        var isGuid = Guid.TryParseExact(text, "D", out var guid);
        IsNonCanonical |= isGuid && guid.ToString("D") != text;
        return isGuid ? guid : Mismatch<Guid>();
    }

    /// <summary>Moves to the next value and reads an absolute or relative URI.</summary>
    public Uri? ReadUri()
    {
        if (MoveTo(JsonTokenType.String))
        {
            if (Uri.TryCreate(GetText(), UriKind.RelativeOrAbsolute, out var uri))
            {
                return uri;
            }

            _ = Mismatch<int>();
        }

        return null;
    }

    private readonly string GetText() => IsWellFormed() ? _reader.GetString()! : JsonEscapes.Unescape(_reader.ValueSpan);

    /// <summary>Whether every surrogate in the current string is part of a pair.</summary>
    private readonly bool IsWellFormed() => !_reader.ValueIsEscaped || JsonEscapes.IsWellFormedEscaped(_reader.ValueSpan);

    private readonly int Find(NameTable names, int expected = 0) =>
        _reader.ValueIsEscaped ? names.Find(GetText()) : names.Find(_reader.ValueSpan, expected);
}
