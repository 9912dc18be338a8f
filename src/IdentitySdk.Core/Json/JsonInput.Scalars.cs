namespace IdentitySdk.Core;

/// <content>Single values: strings, numbers, and what strings spell.</content>
public ref partial struct JsonInput
{
    /// <summary>Moves to the next value and reads a string.</summary>
    /// <returns>The string; null for anything else.</returns>
    public string? ReadString() => _text is null ? ReadStringUtf8() : ReadStringOfText();

    /// <summary>Moves to the next value and reads a string that is probably one of a few.</summary>
    /// <param name="known">The strings that need no new one.</param>
    /// <returns>The string; null for anything else.</returns>
    public string? ReadString(JsonNames known) => Next(JsonKind.String) ? Find(known) is >= 0 and var index ? known[index] : Text() : null;

    /// <summary>Moves to the next value and reads a 32-bit integer.</summary>
    /// <returns>The number; null for anything else.</returns>
    public int? ReadInt32() => Next(JsonKind.Number) ? TryInt64(out var number) && number is >= int.MinValue and <= int.MaxValue ? (int)number : Mismatch<int>() : null;

    /// <summary>Moves to the next value and reads a 64-bit integer.</summary>
    /// <returns>The number; null for anything else.</returns>
    public long? ReadInt64() => Next(JsonKind.Number) ? TryInt64(out var number) ? number : Mismatch<long>() : null;

    /// <summary>Moves to the next value and reads a number as a double.</summary>
    /// <returns>The number; null for anything else.</returns>
    public double? ReadDouble() => Next(JsonKind.Number) ? TryDouble(out var number) ? number : Mismatch<double>() : null;

    /// <summary>Moves to the next value and reads a number as a decimal.</summary>
    /// <returns>The number; null for anything else.</returns>
    public decimal? ReadDecimal() => Next(JsonKind.Number) ? TryDecimal(out var number) ? number : Mismatch<decimal>() : null;

    /// <summary>Moves to the next value and reads a boolean.</summary>
    /// <returns>The value; null for anything else.</returns>
    public bool? ReadBoolean() => Next(JsonKind.Boolean) ? Boolean() : null;

    /// <summary>Moves to the next value and reads an RFC 3339 date-time.</summary>
    /// <returns>The instant; null for anything else.</returns>
    public DateTimeOffset? ReadDateTimeOffset() => Next(JsonKind.String) ? TryDateTime(out var instant) ? instant : Mismatch<DateTimeOffset>() : null;

    /// <summary>Moves to the next value and reads a calendar date (<c>yyyy-MM-dd</c>).</summary>
    /// <returns>Midnight UTC of the date; null for anything else.</returns>
    public DateTimeOffset? ReadDate() => Next(JsonKind.String) ? JsonDate.TryParseDate(Text(), out var date) ? date : Mismatch<DateTimeOffset>() : null;

    /// <summary>Moves to the next value and reads a GUID.</summary>
    /// <returns>The GUID; null for anything else.</returns>
    public Guid? ReadGuid() => Next(JsonKind.String) ? TryGuid(out var guid) ? guid : Mismatch<Guid>() : null;

    /// <summary>Moves to the next value and reads an absolute or relative URI.</summary>
    /// <returns>The URI as it was sent; null for anything else.</returns>
    public Uri? ReadUri()
    {
        if (Next(JsonKind.String))
        {
            if (Uri.TryCreate(Text(), UriKind.RelativeOrAbsolute, out var uri))
            {
                return uri;
            }

            _ = Mismatch<int>();
        }

        return null;
    }

    private bool TryDateTime(out DateTimeOffset instant)
    {
        var isDate = _text is null && !_utf8.ValueIsEscaped
            ? JsonDate.TryParse(_utf8.ValueSpan, out instant, out var isOwnForm)
            : JsonDate.TryParse(Text(), out instant, out isOwnForm);
        _isOtherForm |= !isOwnForm;
        return isDate;
    }

    private bool TryGuid(out Guid guid)
    {
        var text = Text();
        var isGuid = Guid.TryParseExact(text, "D", out guid);
        _isOtherForm |= isGuid && guid.ToString("D") != text;
        return isGuid;
    }
}
