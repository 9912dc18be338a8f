using Newtonsoft.Json;
using System.Text.Json;
using System.Text.Unicode;

namespace IdentitySdk.Core;

/// <content>The primitives, once for each engine; everything else is built on them.</content>
public ref partial struct JsonInput
{
    /// <summary>Reads UTF-8 bytes.</summary>
    /// <param name="utf8">One whole JSON document; a byte order mark is passed over.</param>
    /// <param name="maxDepth">How deep objects and arrays may nest; 64 by default.</param>
    /// <exception cref="JsonFormatException">The bytes are not UTF-8.</exception>
    public JsonInput(ReadOnlySpan<byte> utf8, int maxDepth = 64)
    {
        _bytes = utf8 = utf8.StartsWith("\uFEFF"u8) ? utf8[3..] : utf8;
        if (!Utf8.IsValid(utf8))
        {
            throw new JsonFormatException("The document is not valid UTF-8.", "$", 0);
        }

        _maxDepth = maxDepth;
        _utf8 = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = maxDepth });
    }

    /// <summary>Reads from a Newtonsoft reader.</summary>
    /// <param name="reader">A reader in front of the value; its date and number parsing is switched to the settings that lose nothing.</param>
    /// <param name="onValue">True when the reader stands on the value already, as it does in a converter.</param>
    public JsonInput(JsonReader reader, bool onValue = false)
    {
        _text = reader ?? throw new ArgumentNullException(nameof(reader));
        _held = onValue;
        reader.DateParseHandling = DateParseHandling.None;
        reader.FloatParseHandling = FloatParseHandling.Decimal;
        if (reader is JsonTextReader text)
        {
            _json = text;
            text.PropertyNameTable = _names = new LearnedNames();
        }
    }

    /// <summary>How many objects and arrays enclose the current token; the same at a container's begin and at its end.</summary>
    private readonly int Depth => _text is null ? _utf8.CurrentDepth : DepthOfText();

    internal readonly string Path => _text is null ? JsonPath.Of(_bytes, (int)_utf8.TokenStartIndex) : JsonPath.Of(_text.Path);

    internal readonly long Position => _text is null ? _utf8.TokenStartIndex : (_text as IJsonLineInfo)?.LinePosition ?? 0;

    private JsonKind Move() => _text is null ? MoveUtf8() : MoveText();

    private JsonKind MoveUtf8()
    {
        if (_held)
        {
            _held = false;
        }
        else if (!_utf8.Read())
        {
            throw EndsEarly();
        }

        return Kind();
    }

    private string? ReadStringUtf8()
    {
        var kind = MoveUtf8();
        return kind == JsonKind.String && IsText() ? _utf8.GetString() : Otherwise(kind);
    }

    private readonly JsonFormatException EndsEarly() => new("The document ends too early.", Path, Position);

    private bool TryMove() => _text is null ? _utf8.Read() : _text.Read();

    private readonly JsonKind Kind()
    {
        if (_text is null)
        {
            return _utf8.TokenType switch
            {
                JsonTokenType.String => JsonKind.String,
                JsonTokenType.PropertyName => JsonKind.Name,
                JsonTokenType.Number => JsonKind.Number,
                JsonTokenType.Null => JsonKind.Null,
                JsonTokenType.True or JsonTokenType.False => JsonKind.Boolean,
                JsonTokenType.StartObject => JsonKind.BeginObject,
                JsonTokenType.EndObject => JsonKind.EndObject,
                JsonTokenType.StartArray => JsonKind.BeginArray,
                _ => JsonKind.EndArray,
            };
        }

        return KindOfText();
    }

    private readonly string Text()
    {
        if (_text is null)
        {
            return IsText() ? _utf8.GetString()! : JsonEscapes.Unescape(_utf8.ValueSpan);
        }

        return StringOfText();
    }

    private readonly int Find(JsonNames names, int expected = 0)
    {
        if (_text is null)
        {
            return _utf8.ValueIsEscaped ? names.Find(Text(), expected) : names.Find(_utf8.ValueSpan, expected);
        }

        return names.Find(StringOfText(), expected);
    }

    /// <summary>Moves to the next member and looks its name up.</summary>
    /// <param name="members">The members of the type that is read.</param>
    /// <param name="expected">The member that probably comes next.</param>
    /// <param name="index">The member's index; -1 for one that the type does not have.</param>
    /// <returns>False at the end of the object.</returns>
    internal bool MoveToMember(JsonNames members, int expected, out int index)
    {
        if (_text is not null)
        {
            return MoveToMemberOfText(members, expected, out index);
        }

        var isMember = MoveUtf8() != JsonKind.EndObject;
        index = isMember ? Find(members, expected) : -1;
        return isMember;
    }

    private readonly bool Boolean() => _text is null ? _utf8.TokenType == JsonTokenType.True : BooleanOfText();

    /// <summary>Whether the string at hand is text: half of a surrogate pair, which JSON can spell, is not.</summary>
    private readonly bool IsText() => _text is not null || !_utf8.ValueIsEscaped || JsonEscapes.SpellText(_utf8.ValueSpan);

    private readonly JsonFormatException NotJson() => new("The document holds what JSON does not have.", Path, Position);

    private void SkipRest()
    {
        if (_text is null)
        {
            _utf8.Skip();
        }
        else
        {
            SkipRestOfText();
        }
    }
}
