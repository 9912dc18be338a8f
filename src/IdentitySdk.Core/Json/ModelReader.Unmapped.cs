using System.Text.Json;

namespace IdentitySdk.Core;

/// <content>The bytes of what a model has no property for. They become trees only if somebody asks.</content>
internal ref partial struct ModelReader
{
    /// <summary>How many bytes of unmapped members there are so far; an object takes those that came since its beginning.</summary>
    public readonly int UnmappedLength => _unmappedLength;

    /// <summary>Where the member begins whose name has just been read.</summary>
    public readonly (int Name, int Value) MarkMember() => ((int)_reader.TokenStartIndex, (int)_reader.BytesConsumed);

    /// <summary>Copies the member whose name has just been read, and moves behind it.</summary>
    public void CopyMember()
    {
        var start = (int)_reader.TokenStartIndex;
        _reader.Read();
        _reader.Skip();
        Copy(_bytes[start..(int)_reader.BytesConsumed]);
    }

    /// <summary>Copies a member whose value was not what was asked for, and moves behind it.</summary>
    public void CopyMismatch((int Name, int Value) mark)
    {
        (_mismatched, _isOtherForm) = (false, false);
        var value = new Utf8JsonReader(_bytes[mark.Value..], new JsonReaderOptions { MaxDepth = _maxDepth });
        value.Read();
        value.Skip();
        var end = mark.Value + (int)value.BytesConsumed;
        while (_reader.BytesConsumed < end)
        {
            _reader.Read();
        }

        Copy(_bytes[mark.Name..end]);
    }

    /// <summary>The JSON of the value just read, which would be written in another form.</summary>
    public byte[] TakeSpelling((int Name, int Value) mark)
    {
        _isOtherForm = false;
        return _bytes[mark.Value..(int)_reader.BytesConsumed].ToArray();
    }

    /// <summary>Hands the members that were copied since <paramref name="since"/> to the object that owns them, as one JSON object; null for none.</summary>
    public byte[]? TakeUnmapped(int since)
    {
        var count = _unmappedLength - since;
        if (count == 0)
        {
            return null;
        }

        // Each member has a comma behind it; the last one becomes the brace.
        _unmappedLength = since;
        var members = new byte[count + 1];
        members[0] = (byte)'{';
        _unmapped.AsSpan(since, count).CopyTo(members.AsSpan(1));
        members[^1] = (byte)'}';
        return members;
    }

    private void Copy(ReadOnlySpan<byte> member)
    {
        _unmapped ??= new byte[Math.Max(256, member.Length + 1)];
        if (_unmapped.Length < _unmappedLength + member.Length + 1)
        {
            Array.Resize(ref _unmapped, Math.Max(_unmapped.Length * 2, _unmappedLength + member.Length + 1));
        }

        member.CopyTo(_unmapped.AsSpan(_unmappedLength));
        _unmappedLength += member.Length;
        _unmapped[_unmappedLength++] = (byte)',';
    }
}
