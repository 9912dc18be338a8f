using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
#if NET8_0_OR_GREATER
using System.Text.Json;
#endif

namespace IdentitySdk.Core;

/// <content>Keeping what a model has no property for. The UTF-8 engine copies the bytes and parses them only if somebody asks.</content>
public ref partial struct JsonInput
{
    /// <summary>How many bytes are kept so far; an object takes those that were kept since its beginning.</summary>
    internal readonly int Kept
    {
        get
        {
#if NET8_0_OR_GREATER
            return _kept;
#else
            return 0;
#endif
        }
    }

    /// <summary>Where the member begins whose name has just been read.</summary>
    internal readonly (int Name, int Value) MarkMember()
    {
#if NET8_0_OR_GREATER
        if (_text is null)
        {
            return ((int)_utf8.TokenStartIndex, (int)_utf8.BytesConsumed);
        }
#endif
        return default;
    }

    /// <summary>Keeps the member whose name has just been read.</summary>
    internal void KeepMember(ref AdditionalMembers? additional)
    {
#if NET8_0_OR_GREATER
        if (_text is null)
        {
            var start = (int)_utf8.TokenStartIndex;
            _utf8.Read();
            _utf8.Skip();
            Keep(_bytes[start..(int)_utf8.BytesConsumed]);
            return;
        }
#endif
        var name = (string)_text!.Value!;
        Move();
        (additional ??= new AdditionalMembers())[name] = Tree();
    }

    /// <summary>Keeps a member whose value was not what was asked for, and moves behind it.</summary>
    internal void KeepMismatch((int Name, int Value) mark, string name, ref AdditionalMembers? additional)
    {
        (_mismatched, _isOtherForm) = (false, false);
#if NET8_0_OR_GREATER
        if (_text is null)
        {
            var value = new Utf8JsonReader(_bytes[mark.Value..], new JsonReaderOptions { MaxDepth = _maxDepth });
            value.Read();
            value.Skip();
            var end = mark.Value + (int)value.BytesConsumed;
            while (_utf8.BytesConsumed < end)
            {
                _utf8.Read();
            }

            Keep(_bytes[mark.Name..end]);
            return;
        }
#endif
        (additional ??= new AdditionalMembers())[name] = _mismatch;
        _mismatch = null;
    }

    /// <summary>The JSON of the value just read, for one that would be written in another form: bytes, or a token.</summary>
    internal object? TakeSpelling((int Name, int Value) mark)
    {
        _isOtherForm = false;
#if NET8_0_OR_GREATER
        if (_text is null)
        {
            return _bytes[mark.Value..(int)_utf8.BytesConsumed].ToArray();
        }
#endif
        return _text!.TokenType is JsonToken.String or JsonToken.Float or JsonToken.Integer ? Tree() : null;
    }

    /// <summary>Hands the bytes kept since <paramref name="since"/> to the object that owns them.</summary>
    internal void TakeKept(int since, ref AdditionalMembers? additional)
    {
#if NET8_0_OR_GREATER
        if (_kept > since)
        {
            // Each member has a comma behind it; the last one becomes the brace.
            var members = new byte[_kept - since + 1];
            members[0] = (byte)'{';
            _keptBytes.AsSpan(since, _kept - since).CopyTo(members.AsSpan(1));
            members[^1] = (byte)'}';
            additional = new AdditionalMembers(members);
            _kept = since;
        }
#endif
    }

#if NET8_0_OR_GREATER
    private void Keep(ReadOnlySpan<byte> member)
    {
        _keptBytes ??= new byte[Math.Max(256, member.Length + 1)];
        if (_keptBytes.Length < _kept + member.Length + 1)
        {
            Array.Resize(ref _keptBytes, Math.Max(_keptBytes.Length * 2, _kept + member.Length + 1));
        }

        member.CopyTo(_keptBytes.AsSpan(_kept));
        _kept += member.Length;
        _keptBytes[_kept++] = (byte)',';
    }
#endif
}
