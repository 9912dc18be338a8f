using System.Globalization;
using Newtonsoft.Json;

namespace IdentitySdk.Core;

/// <content>
/// What every token takes, over Newtonsoft's reader. Only that engine runs these methods, so that the just-in-time compiler sees which reader
/// it is and takes its virtual calls away; in a method that both engines run it may have seen but the other one.
/// </content>
public ref partial struct JsonInput
{
    /// <summary>The kinds of Newtonsoft's tokens, by their numbers.</summary>
    private static ReadOnlySpan<byte> Kinds =>
    [
        (byte)JsonKind.Other, (byte)JsonKind.BeginObject, (byte)JsonKind.BeginArray, (byte)JsonKind.Other, (byte)JsonKind.Name, (byte)JsonKind.Other,
        (byte)JsonKind.Other, (byte)JsonKind.Number, (byte)JsonKind.Number, (byte)JsonKind.String, (byte)JsonKind.Boolean, (byte)JsonKind.Null,
        (byte)JsonKind.Other, (byte)JsonKind.EndObject, (byte)JsonKind.EndArray,
    ];

    private JsonKind MoveText()
    {
        if (_held)
        {
            _held = false;
        }
        else if (!_text!.Read())
        {
            throw EndsEarly();
        }

        return KindOfText();
    }

    private string? ReadStringOfText()
    {
        var kind = MoveText();
        return kind == JsonKind.String ? StringOfText() : Otherwise(kind);
    }

    private bool MoveToMemberOfText(JsonNames members, int expected, out int index)
    {
        _names?.Expect(members, expected);
        var isMember = MoveText() != JsonKind.EndObject;
        index = isMember ? members.Find(StringOfText(), expected) : -1;
        return isMember;
    }

    private readonly JsonKind KindOfText()
    {
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

    /// <summary>Moves to the end of the value at hand, and looks at everything on the way as the other engine does.</summary>
    private void SkipRestOfText()
    {
        for (var depth = Step(KindOfText()); depth > 0; depth += Step(MoveText()))
        {
        }
    }

    private static int Step(JsonKind kind) => kind switch
    {
        JsonKind.BeginObject or JsonKind.BeginArray => 1,
        JsonKind.EndObject or JsonKind.EndArray => -1,
        _ => 0,
    };

    private readonly int DepthOfText() => _text!.Depth;

    private readonly string StringOfText() => _text!.Value as string ?? TextOf(_text.Value);

    private readonly bool BooleanOfText() => (bool)_text!.Value!;

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
}
