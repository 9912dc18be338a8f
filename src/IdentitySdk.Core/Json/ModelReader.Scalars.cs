using System.Text.Json;

namespace IdentitySdk.Core;

/// <content>Single values: strings, numbers, and what strings spell. No digit of a number is lost unnoticed.</content>
internal ref partial struct ModelReader
{
    /// <summary>Moves to the next value and reads a string.</summary>
    public string? ReadString()
    {
        var token = Move();
        return token == JsonTokenType.String && IsText() ? _reader.GetString() : Otherwise(token);
    }

    /// <summary>Moves to the next value and reads a string that is probably one of a few.</summary>
    public string? ReadString(NameTable known) => Next(JsonTokenType.String) ? Find(known) is >= 0 and var index ? known[index] : Text() : null;

    /// <summary>Moves to the next value and reads a 32-bit integer.</summary>
    public int? ReadInt32() => Next(JsonTokenType.Number) ? _reader.TryGetInt32(out var number) ? number : Mismatch<int>() : null;

    /// <summary>Moves to the next value and reads a 64-bit integer.</summary>
    public long? ReadInt64() => Next(JsonTokenType.Number) ? _reader.TryGetInt64(out var number) ? number : Mismatch<long>() : null;

    /// <summary>Moves to the next value and reads a number as a double.</summary>
    public double? ReadDouble()
    {
        if (!Next(JsonTokenType.Number))
        {
            return null;
        }

        _isOtherForm |= !_reader.TryGetInt64(out var integer) || integer is <= -(1L << 53) or >= 1L << 53;
        return _reader.TryGetDouble(out var number) && !double.IsInfinity(number) ? number : Mismatch<double>();
    }

    /// <summary>Moves to the next value and reads a number as a decimal.</summary>
    public decimal? ReadDecimal()
    {
        if (!Next(JsonTokenType.Number))
        {
            return null;
        }

        _isOtherForm |= !_reader.TryGetInt64(out _);
        return _reader.TryGetDecimal(out var number) ? number : Mismatch<decimal>();
    }

    /// <summary>Moves to the next value and reads a boolean.</summary>
    public bool? ReadBoolean()
    {
        var token = Move();
        if (token is JsonTokenType.True or JsonTokenType.False)
        {
            return token == JsonTokenType.True;
        }

        Otherwise(token);
        return null;
    }

    /// <summary>Moves to the next value and reads an RFC 3339 date-time.</summary>
    public DateTimeOffset? ReadDateTimeOffset()
    {
        if (!Next(JsonTokenType.String))
        {
            return null;
        }

        var isDate = _reader.ValueIsEscaped
            ? JsonDate.TryParse(Text(), out var instant, out var isOwnForm)
            : JsonDate.TryParse(_reader.ValueSpan, out instant, out isOwnForm);
        _isOtherForm |= !isOwnForm;
        return isDate ? instant : Mismatch<DateTimeOffset>();
    }

    /// <summary>Moves to the next value and reads a calendar date (<c>yyyy-MM-dd</c>).</summary>
    public DateTimeOffset? ReadDate() => Next(JsonTokenType.String) ? JsonDate.TryParseDate(Text(), out var date) ? date : Mismatch<DateTimeOffset>() : null;

    /// <summary>Moves to the next value and reads a GUID.</summary>
    public Guid? ReadGuid()
    {
        if (!Next(JsonTokenType.String))
        {
            return null;
        }

        var text = Text();
        var isGuid = Guid.TryParseExact(text, "D", out var guid);
        _isOtherForm |= isGuid && guid.ToString("D") != text;
        return isGuid ? guid : Mismatch<Guid>();
    }

    /// <summary>Moves to the next value and reads an absolute or relative URI.</summary>
    public Uri? ReadUri()
    {
        if (Next(JsonTokenType.String))
        {
            if (Uri.TryCreate(Text(), UriKind.RelativeOrAbsolute, out var uri))
            {
                return uri;
            }

            _ = Mismatch<int>();
        }

        return null;
    }

    private readonly string Text() => IsText() ? _reader.GetString()! : JsonEscapes.Unescape(_reader.ValueSpan);

    /// <summary>Whether the string at hand is text: half of a surrogate pair, which JSON can spell, is not.</summary>
    private readonly bool IsText() => !_reader.ValueIsEscaped || JsonEscapes.SpellText(_reader.ValueSpan);

    private readonly int Find(NameTable names, int expected = 0) =>
        _reader.ValueIsEscaped ? names.Find(Text()) : names.Find(_reader.ValueSpan, expected);
}
