using System.Buffers;
using Newtonsoft.Json.Linq;
using System.Text.Json;

namespace IdentitySdk.Core;

/// <content>Keeping what a model has no property for: the bytes of the one engine, the tokens of the other. They become trees only if somebody asks.</content>
public ref partial struct JsonInput
{
    /// <summary>How many bytes or tokens are kept so far; an object takes those that were kept since its beginning.</summary>
    internal readonly int Kept => _kept;

    /// <summary>Where the member begins whose name has just been read.</summary>
    internal readonly (int Name, int Value) MarkMember() => _text is null ? ((int)_utf8.TokenStartIndex, (int)_utf8.BytesConsumed) : default;

    /// <summary>Keeps the member whose name has just been read.</summary>
    internal void KeepMember()
    {
        if (_text is null)
        {
            var start = (int)_utf8.TokenStartIndex;
            _utf8.Read();
            _utf8.Skip();
            Keep(_bytes[start..(int)_utf8.BytesConsumed]);
            return;
        }

        Keep(StringOfText());
        KeepValue();
    }

    /// <summary>Keeps a member whose value was not what was asked for, and moves behind it.</summary>
    internal void KeepMismatch((int Name, int Value) mark, string name)
    {
        (_mismatched, _isOtherForm) = (false, false);
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

        Keep(name);
        Keep(_tree);
        _tree = null;
    }

    /// <summary>The JSON of the value just read, which would be written in another form: bytes, or a tree.</summary>
    internal object TakeSpelling((int Name, int Value) mark)
    {
        if (_text is not null)
        {
            return TakeForm(null);
        }

        _isOtherForm = false;
        return _bytes[mark.Value..(int)_utf8.BytesConsumed].ToArray();
    }

    /// <summary>Hands what was kept since <paramref name="since"/> to the object that owns it: what <see cref="AdditionalMembers"/> is made of.</summary>
    internal object? TakeKept(int since)
    {
        var count = _kept - since;
        if (count == 0)
        {
            return null;
        }

        _kept = since;
        if (_text is null)
        {
            // Each member has a comma behind it; the last one becomes the brace.
            var members = new byte[count + 1];
            members[0] = (byte)'{';
            _keptBytes.AsSpan(since, count).CopyTo(members.AsSpan(1));
            members[^1] = (byte)'}';
            return members;
        }

        var additional = _keptTokens.AsSpan(since, count).ToArray();
        if (since == 0)
        {
            // JsonConvert makes an input for each item of a list. All is cleared, what inner objects took before included: the pool outlives the document.
            ArrayPool<object?>.Shared.Return(_keptTokens!, clearArray: true);
            _keptTokens = null;
        }

        return additional;
    }

    /// <summary>Moves to the next value and keeps its tokens.</summary>
    private void KeepValue()
    {
        var depth = 0;
        do
        {
            var kind = MoveText();
            depth += Step(kind);
            Keep(kind switch
            {
                JsonKind.Null => null,
                JsonKind.Boolean => _text!.Value,
                JsonKind.Number => _text!.Value is string ? NumberTree() : _text.Value,
                JsonKind.String or JsonKind.Name => StringOfText(),
                _ => KeptTokens.Bracket(kind),
            });
        }
        while (depth > 0);
    }

    private void Keep(object? token)
    {
        _keptTokens ??= ArrayPool<object?>.Shared.Rent(32);
        if (_keptTokens.Length == _kept)
        {
            Array.Resize(ref _keptTokens, _kept * 2);
        }

        _keptTokens[_kept++] = token;
    }

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
}
