using System.Globalization;
using System.Numerics;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
#if NET8_0_OR_GREATER
using System.Text.Json;
#endif

namespace IdentitySdk.Core;

/// <content>The primitives, once for each engine; everything else is built on them.</content>
public ref partial struct JsonInput
{
#if NET8_0_OR_GREATER
    /// <summary>Reads UTF-8 bytes.</summary>
    /// <param name="utf8">One whole JSON document, without a byte order mark.</param>
    /// <param name="maxDepth">How deep objects and arrays may nest; 64 by default.</param>
    public JsonInput(ReadOnlySpan<byte> utf8, int maxDepth = 64)
    {
        _bytes = utf8;
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
    }

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
            return JsonPath.Of(_text!);
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
        return _text!.TokenType switch
        {
            JsonToken.String => JsonKind.String,
            JsonToken.PropertyName => JsonKind.Name,
            JsonToken.Integer or JsonToken.Float => JsonKind.Number,
            JsonToken.Null => JsonKind.Null,
            JsonToken.Boolean => JsonKind.Boolean,
            JsonToken.StartObject => JsonKind.BeginObject,
            JsonToken.EndObject => JsonKind.EndObject,
            JsonToken.StartArray => JsonKind.BeginArray,
            JsonToken.EndArray => JsonKind.EndArray,
            _ => throw new JsonFormatException("The document holds what JSON does not have.", Path, Position),
        };
    }

    private readonly string Text()
    {
#if NET8_0_OR_GREATER
        if (_text is null)
        {
            return _utf8.GetString()!;
        }
#endif
        return (string)_text!.Value!;
    }

    private readonly int Find(JsonNames names, int expected = 0)
    {
#if NET8_0_OR_GREATER
        if (_text is null)
        {
            return _utf8.ValueIsEscaped ? names.Find(_utf8.GetString()!, expected) : names.Find(_utf8.ValueSpan, expected);
        }
#endif
        return names.Find((string)_text!.Value!, expected);
    }

    /// <summary>Moves to the next member and looks its name up.</summary>
    /// <param name="members">The members of the type that is read.</param>
    /// <param name="expected">The member that probably comes next.</param>
    /// <param name="index">The member's index; -1 for one that the type does not have.</param>
    /// <returns>False at the end of the object.</returns>
    internal bool MoveToMember(JsonNames members, int expected, out int index)
    {
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
        number = _text!.Value is long value ? value : 0;
        return _text.Value is long;
    }

    private readonly bool TryDouble(out double number)
    {
#if NET8_0_OR_GREATER
        if (_text is null)
        {
            return _utf8.TryGetDouble(out number) && !double.IsInfinity(number);
        }
#endif
        number = _text!.Value is BigInteger big ? (double)big : Convert.ToDouble(_text.Value, CultureInfo.InvariantCulture);
        return !double.IsInfinity(number);
    }

    private readonly bool TryDecimal(out decimal number)
    {
#if NET8_0_OR_GREATER
        if (_text is null)
        {
            return _utf8.TryGetDecimal(out number);
        }
#endif
        number = _text!.Value is decimal or long ? Convert.ToDecimal(_text.Value, CultureInfo.InvariantCulture) : 0;
        return _text.Value is decimal or long;
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

    private readonly bool TryDateTime(out DateTimeOffset instant)
    {
#if NET8_0_OR_GREATER
        if (_text is null && JsonDate.HasZone(_utf8.ValueSpan) && _utf8.TryGetDateTimeOffset(out instant))
        {
            return true;
        }
#endif
        return JsonDate.TryParse(Text(), out instant);
    }

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
            return JsonNumber.ToToken(_utf8.ValueSpan);
        }
#endif
        return new JValue(_text!.Value);
    }
}
