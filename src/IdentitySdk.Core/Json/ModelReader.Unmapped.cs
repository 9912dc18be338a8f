using System.Text.Json;

namespace IdentitySdk.Core;

/// <content>The bytes of unmapped members, which become tokens only when a caller reads them.</content>
internal ref partial struct ModelReader
{
    /// <summary>The positions of the current member, whose name has just been read, and of its value.</summary>
    public readonly Mark MarkMember() => new((int)_reader.TokenStartIndex, (int)_reader.BytesConsumed, IsNonCanonical);

    /// <summary>Copies the current member, whose name has just been read, and moves past it.</summary>
    public void CopyMember()
    {
        var start = (int)_reader.TokenStartIndex;
        _reader.Read();
        _reader.Skip();
        AppendUnmapped(_bytes[start..(int)_reader.BytesConsumed]);
    }

    /// <summary>Copies a member whose value has another JSON type than requested, and moves past it.</summary>
    public void CopyMismatch(Mark mark)
    {
        _ = SkipMismatch(mark);
        AppendUnmapped(_bytes[mark.Name..(int)_reader.BytesConsumed]);
    }

    /// <summary>Gets the JSON of the value just read, which would be written in another form.</summary>
    public byte[] TakeOriginalForm(Mark mark)
    {
        IsNonCanonical = false;
        return _bytes[mark.Value..(int)_reader.BytesConsumed].ToArray();
    }

    /// <summary>Removes the members that were copied since <paramref name="since"/> and returns them as one JSON object; null when there are none.</summary>
    public byte[]? TakeUnmapped(int since)
    {
        var count = UnmappedLength - since;
        if (count == 0)
        {
            return null;
        }

        // Each member ends in a comma; the last comma becomes the brace.
        UnmappedLength = since;
        var members = new byte[count + 1];
        members[0] = (byte)'{';
        _unmapped.AsSpan(since, count).CopyTo(members.AsSpan(1));
        members[^1] = (byte)'}';
        return members;
    }

    /// <summary>The position of the next item of an array.</summary>
    private readonly Mark MarkItem() => new((int)_reader.BytesConsumed, (int)_reader.BytesConsumed, IsNonCanonical);

    /// <summary>Moves to the end of a value of another JSON type than requested, which the reader may have entered, and returns its JSON.</summary>
    private ReadOnlySpan<byte> SkipMismatch(Mark mark)
    {
        (IsMismatch, IsNonCanonical) = (false, mark.IsNonCanonical);
        var rest = _bytes[mark.Value..].TrimStart(" \t\r\n,"u8);
        var value = new Utf8JsonReader(rest, new JsonReaderOptions { MaxDepth = _maxDepth });
        value.Read();
        value.Skip();
        var end = _bytes.Length - rest.Length + (int)value.BytesConsumed;
        while (_reader.BytesConsumed < end)
        {
            _reader.Read();
        }

        return rest[..(int)value.BytesConsumed];
    }

    private void AppendUnmapped(ReadOnlySpan<byte> member)
    {
        _unmapped ??= new byte[Math.Max(256, member.Length + 1)];
        if (_unmapped.Length < UnmappedLength + member.Length + 1)
        {
            Array.Resize(ref _unmapped, Math.Max(_unmapped.Length * 2, UnmappedLength + member.Length + 1));
        }

        UnmappedMembers++;
        member.CopyTo(_unmapped.AsSpan(UnmappedLength));
        UnmappedLength += member.Length;
        _unmapped[UnmappedLength++] = (byte)',';
    }

    /// <summary>A position to return to.</summary>
    /// <param name="Name">Where the member starts, in bytes; that of an item is its value's.</param>
    /// <param name="Value">Where the value starts, or the white space and the comma before it.</param>
    /// <param name="IsNonCanonical">Whether a value before it was non-canonical.</param>
    public readonly record struct Mark(int Name, int Value, bool IsNonCanonical);
}
