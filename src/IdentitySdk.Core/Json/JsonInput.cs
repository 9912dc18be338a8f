using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using System.Text.Json;

namespace IdentitySdk.Core;

/// <summary>Reads one JSON value from <paramref name="input"/>; null for a JSON null and at the end of an array.</summary>
/// <typeparam name="T">The type of the value; for value types the nullable form.</typeparam>
/// <param name="input">The input, in front of the value.</param>
/// <returns>The value; null for a JSON null, for another JSON type, and at the end of an array.</returns>
public delegate T? JsonRead<T>(ref JsonInput input);

/// <summary>
/// The one input of all generated readers, over two engines: <c>Utf8JsonReader</c> for HTTP bodies, Newtonsoft's <c>JsonReader</c> for
/// <c>JsonConvert</c> and for trees.
/// </summary>
/// <remarks>
/// <para>Every <c>Read</c> moves to the next value and reads it. A value of another JSON type than the one asked for is no exception: it reads as
/// null and is remembered as a mismatch; the object that holds the member then keeps the raw JSON, so nothing is lost. A document that is not
/// JSON at all fails with the engine's own exception, or with <see cref="JsonFormatException"/>.</para>
/// <para>The engines make the same model of the same document, but for what Newtonsoft's reader does not tell or cannot hold. It lets pass: a
/// comma before a closing bracket, control characters inside strings, <c>\'</c>, integers that are hexadecimal or begin with a zero (then octal),
/// an exponent without digits, NUL and other white space between tokens, and one character behind the document and a carriage return. It rounds
/// numbers to the 28 digits of a decimal, and fails on integers of more than 380 digits and on numbers beyond 7.9e28 that have a point or an
/// exponent. It replaces half of a surrogate pair by U+FFFD, where the other engine keeps the JSON as a mismatch. Failures are placed in bytes by
/// the one engine and in characters by the other.</para>
/// </remarks>
public ref partial struct JsonInput
{
    private readonly JsonReader? _text;
    private readonly JsonTextReader? _json;
    private readonly LearnedNames? _names;
    private readonly ReadOnlySpan<byte> _bytes;
    private readonly int _maxDepth;
    private Utf8JsonReader _utf8;
    private byte[]? _keptBytes;
    private object?[]? _keptTokens;
    private int _kept;
    private bool _held;
    private bool _mismatched;
    private bool _isOtherForm;
    private JToken? _tree;
    private List<string>? _unexpected;

    /// <summary>Members that had another JSON type than the documented one, as <c>Type.member</c>; null when there were none.</summary>
    public readonly IReadOnlyList<string>? UnexpectedMembers => _unexpected;

    /// <summary>Whether the value just read had another JSON type than asked for.</summary>
    internal readonly bool Mismatched => _mismatched;

    /// <summary>Whether the value just read would be written in another form, such as <c>+02:00</c> for <c>Z</c>.</summary>
    internal readonly bool IsOtherForm => _isOtherForm;

    /// <summary>Moves to the next value.</summary>
    /// <returns>True in front of an object's members; false on null, at the end of an array, or on another JSON type.</returns>
    public bool BeginObject() => Next(JsonKind.BeginObject);

    /// <summary>Looks at the next value, which may be an object or an array.</summary>
    /// <returns>True in front of an object's members, false in front of an array, null for anything else.</returns>
    internal bool? TryBeginObject()
    {
        switch (Move())
        {
            case JsonKind.BeginObject:
                return true;
            case JsonKind.BeginArray:
                Hold();
                return false;
            case JsonKind.Null:
                return null;
            default:
                _ = Mismatch<int>();
                return null;
        }
    }

    /// <summary>Reads the members of the object that <see cref="BeginObject"/> opened.</summary>
    /// <typeparam name="T">The model's type.</typeparam>
    /// <param name="target">The object to fill.</param>
    /// <returns><paramref name="target"/>.</returns>
    public T Fill<T>(T target)
        where T : ApiObject
    {
        target.ReadMembers(ref this);
        return target;
    }

    /// <summary>Moves to the next member of the object.</summary>
    /// <returns>The member's name; null at the end of the object.</returns>
    public string? ReadName() => Move() == JsonKind.EndObject ? null : Text();

    /// <summary>Moves over the next value, whatever it is.</summary>
    public void Skip()
    {
        Move();
        SkipRest();
    }

    /// <summary>Checks that the value just read had the JSON type asked for.</summary>
    /// <exception cref="JsonFormatException">It had another.</exception>
    public readonly void ThrowIfMismatched()
    {
        if (_mismatched)
        {
            throw new JsonFormatException("The value has another JSON type than the documented one.", Path, Position);
        }
    }

    /// <summary>Checks that nothing but white space follows the value.</summary>
    /// <exception cref="JsonFormatException">There is more.</exception>
    public void ReadEnd()
    {
        if (TryMove())
        {
            throw new JsonFormatException("The document goes on after its end.", Path, Position);
        }
    }

    /// <summary>Takes over what another input found.</summary>
    internal void Report(IReadOnlyList<string>? unexpected)
    {
        if (unexpected is not null)
        {
            (_unexpected ??= []).AddRange(unexpected);
        }
    }

    internal void Report(string typeAndMember) => (_unexpected ??= []).Add(typeAndMember);

    /// <summary>Marks the value at hand as one that is not what was asked for.</summary>
    /// <param name="value">The value, where it has been read already.</param>
    internal T? Mismatch<T>(JToken? value = null)
        where T : struct
    {
        _mismatched = true;
        _tree = value ?? (_text is null ? null : Tree());
        return null;
    }

    /// <summary>Moves to the next value; true when it is of the wanted kind, false on null and at the end of an array, a mismatch otherwise.</summary>
    private bool Next(JsonKind wanted)
    {
        var kind = Move();
        if (kind == wanted && (kind != JsonKind.String || IsText()))
        {
            return true;
        }

        Otherwise(kind);
        return false;
    }

    /// <summary>What is read where another kind was asked for: nothing, which only a null and the end of an array may be.</summary>
    private string? Otherwise(JsonKind kind)
    {
        if (kind is not (JsonKind.Null or JsonKind.EndArray))
        {
            _ = Mismatch<int>();
        }

        return null;
    }

    /// <summary>Stands on the value again that has just been moved to, for a reader that moves itself.</summary>
    private void Hold() => _held = true;
}
