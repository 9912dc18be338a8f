using System.Globalization;
using System.Numerics;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
#if NET8_0_OR_GREATER
using System.Text.Json;
using System.Text.Unicode;
#endif

namespace IdentitySdk.Core;

/// <content>The primitives, once for each engine; everything else is built on them.</content>
public ref partial struct JsonInput
{
#if NET8_0_OR_GREATER
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
#endif

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

    /// <summary>The kinds of Newtonsoft's tokens, by their numbers.</summary>
    private static ReadOnlySpan<byte> Kinds =>
    [
        (byte)JsonKind.Other, (byte)JsonKind.BeginObject, (byte)JsonKind.BeginArray, (byte)JsonKind.Other, (byte)JsonKind.Name, (byte)JsonKind.Other,
        (byte)JsonKind.Other, (byte)JsonKind.Number, (byte)JsonKind.Number, (byte)JsonKind.String, (byte)JsonKind.Boolean, (byte)JsonKind.Null,
        (byte)JsonKind.Other, (byte)JsonKind.EndObject, (byte)JsonKind.EndArray,
    ];

    /// <summary>How many objects and arrays enclose the current token; the same at a container's begin and at its end.</summary>
    private readonly int Depth
    {
        get
        {
#if NET8_0_OR_GREATER
            if (_text is null)
            {
                return _utf8.CurrentDepth;
            }
#endif
            return _text!.Depth;
        }
    }

    internal readonly string Path
    {
        get
        {
#if NET8_0_OR_GREATER
            if (_text is null)
            {
                return JsonPath.Of(_bytes, (int)_utf8.TokenStartIndex);
            }
#endif
            return JsonPath.Of(_text!.Path);
        }
    }

    internal readonly long Position
    {
        get
        {
#if NET8_0_OR_GREATER
            if (_text is null)
            {
                return _utf8.TokenStartIndex;
            }
#endif
            return (_text as IJsonLineInfo)?.LinePosition ?? 0;
        }
    }

    private JsonKind Move()
    {
        if (_held)
        {
            _held = false;
        }
        else if (!TryMove())
        {
            throw new JsonFormatException("The document ends too early.", Path, Position);
        }

        return Kind();
    }

    private bool TryMove()
    {
#if NET8_0_OR_GREATER
        if (_text is null)
        {
            return _utf8.Read();
        }
#endif
        return _text!.Read();
    }

    private readonly JsonKind Kind()
    {
#if NET8_0_OR_GREATER
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
#endif
        var token = (int)_text!.TokenType;
        var kind = token < Kinds.Length ? (JsonKind)Kinds[token] : JsonKind.Other;
        return kind is JsonKind.Name or JsonKind.String or JsonKind.Other ? Checked(kind) : kind;
    }

    /// <summary>What Newtonsoft's reader takes for JSON and is none: other quotes, comments, constructors.</summary>
    private readonly JsonKind Checked(JsonKind kind)
    {
        if (kind != JsonKind.Other)
        {
            return _json is null || _json.QuoteChar == '"' ? kind : throw NotJson();
        }

        return _text!.TokenType switch
        {
            JsonToken.Date or JsonToken.Bytes => JsonKind.String, // In trees that the caller's own settings made.
            JsonToken.Raw when _text.Value is string { Length: > 0 } raw && raw[0] is '-' or (>= '0' and <= '9') => JsonKind.Number,
            _ => throw NotJson(),
        };
    }

    private readonly string Text()
    {
#if NET8_0_OR_GREATER
        if (_text is null)
        {
            return IsText() ? _utf8.GetString()! : JsonEscapes.Unescape(_utf8.ValueSpan);
        }
#endif
        return _text!.Value as string ?? TextOf(_text.Value);
    }

    private readonly int Find(JsonNames names, int expected = 0)
    {
#if NET8_0_OR_GREATER
        if (_text is null)
        {
            return _utf8.ValueIsEscaped ? names.Find(Text(), expected) : names.Find(_utf8.ValueSpan, expected);
        }
#endif
        return names.Find(_text!.Value as string ?? TextOf(_text.Value), expected);
    }

    /// <summary>Moves to the next member and looks its name up.</summary>
    /// <param name="members">The members of the type that is read.</param>
    /// <param name="expected">The member that probably comes next.</param>
    /// <param name="index">The member's index; -1 for one that the type does not have.</param>
    /// <returns>False at the end of the object.</returns>
    internal bool MoveToMember(JsonNames members, int expected, out int index)
    {
        _names?.Expected = members.Guess(expected);
        if (Move() == JsonKind.EndObject)
        {
            index = -1;
            return false;
        }

        index = Find(members, expected);
        return true;
    }

    private readonly bool TryInt64(out long number)
    {
#if NET8_0_OR_GREATER
        if (_text is null)
        {
            return _utf8.TryGetInt64(out number);
        }
#endif
        var value = _text!.Value;
        number = value is long integer ? integer : value is int small ? small : 0;
        return value is long or int || (value is string raw && long.TryParse(raw, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number));
    }

    private bool TryDouble(out double number)
    {
#if NET8_0_OR_GREATER
        if (_text is null)
        {
            _isOtherForm = !_utf8.TryGetInt64(out var integer) || integer is <= -(1L << 53) or >= 1L << 53;
            return _utf8.TryGetDouble(out number) && !double.IsInfinity(number);
        }
#endif
        var value = _text!.Value;
        _isOtherForm = value is not (long and > -(1L << 53) and < 1L << 53);
        number = value is BigInteger big ? (double)big
            : value is not string raw ? Convert.ToDouble(value, CultureInfo.InvariantCulture)
            : double.TryParse(raw, NumberStyles.Float, CultureInfo.InvariantCulture, out var parsed) ? parsed : double.PositiveInfinity;
        return !double.IsInfinity(number);
    }

    private bool TryDecimal(out decimal number)
    {
#if NET8_0_OR_GREATER
        if (_text is null)
        {
            _isOtherForm = !_utf8.TryGetInt64(out _);
            return _utf8.TryGetDecimal(out number);
        }
#endif
        var value = _text!.Value;
        _isOtherForm = value is string or double;
        if (value is decimal or long or int or double or BigInteger)
        {
            return decimal.TryParse(Convert.ToString(value, CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture, out number);
        }

        return decimal.TryParse(value as string, NumberStyles.Float, CultureInfo.InvariantCulture, out number);
    }

    private readonly bool Boolean()
    {
#if NET8_0_OR_GREATER
        if (_text is null)
        {
            return _utf8.TokenType == JsonTokenType.True;
        }
#endif
        return (bool)_text!.Value!;
    }

    private bool TryDateTime(out DateTimeOffset instant)
    {
        bool isDate, isOwnForm;
#if NET8_0_OR_GREATER
        if (_text is null && !_utf8.ValueIsEscaped)
        {
            isDate = JsonDate.TryParse(_utf8.ValueSpan, out instant, out isOwnForm);
            _isOtherForm |= !isOwnForm;
            return isDate;
        }
#endif
        isDate = JsonDate.TryParse(Text(), out instant, out isOwnForm);
        _isOtherForm |= !isOwnForm;
        return isDate;
    }

    /// <summary>Whether the string at hand is text: half of a surrogate pair, which JSON can spell, is not.</summary>
    private readonly bool IsText()
    {
#if NET8_0_OR_GREATER
        return _text is not null || !_utf8.ValueIsEscaped || JsonEscapes.SpellText(_utf8.ValueSpan);
#else
        return true;
#endif
    }

    /// <summary>A tree that the caller's own settings made may hold dates and bytes where its JSON had strings.</summary>
    private static string TextOf(object? value) => value switch
    {
        string text => text,
        DateTime { Kind: DateTimeKind.Unspecified } time => JsonDate.Format(new DateTimeOffset(time, TimeSpan.Zero)),
        DateTime time => JsonDate.Format(time),
        DateTimeOffset instant => JsonDate.Format(instant),
        byte[] bytes => Convert.ToBase64String(bytes),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };

    private readonly JsonFormatException NotJson() => new("The document holds what JSON does not have.", Path, Position);

    private void SkipRest()
    {
#if NET8_0_OR_GREATER
        if (_text is null)
        {
            _utf8.Skip();
            return;
        }
#endif
        _text!.Skip();
    }

    /// <summary>The value at hand as free-form JSON.</summary>
    private JToken Tree()
    {
        switch (Kind())
        {
            case JsonKind.Null:
                return JValue.CreateNull();
            case JsonKind.Boolean:
                return new JValue(Boolean());
            case JsonKind.String:
                return new JValue(Text());
            case JsonKind.Number:
                return NumberTree();
            case JsonKind.BeginArray:
                var array = new JArray();
                while (Move() != JsonKind.EndArray)
                {
                    array.Add(Tree());
                }

                return array;
            default:
                var tree = new JObject();
                while (ReadName() is { } name)
                {
                    Move();
                    tree[name] = Tree();
                }

                return tree;
        }
    }

    private readonly JValue NumberTree()
    {
#if NET8_0_OR_GREATER
        if (_text is null)
        {
            return _utf8.TryGetInt64(out var integer) ? new JValue(integer) : JsonNumber.ToToken(System.Text.Encoding.ASCII.GetString(_utf8.ValueSpan));
        }
#endif
        return _text!.Value is string raw ? new JRaw(raw) : new JValue(_text.Value);
    }
}
