using System.Text.Json;
using System.Text.Unicode;

namespace IdentitySdk.Core;

/// <summary>Reads one JSON value from <paramref name="reader"/>; null for a JSON null and at the end of an array.</summary>
internal delegate T? ReadValue<T>(ref ModelReader reader);

/// <summary>The one reader of all generated models, over UTF-8: response bodies directly, and what a host's serializer reads through its door.</summary>
/// <remarks>
/// Every <c>Read</c> moves to the next value and reads it. A value of another JSON type than the one asked for is no exception: it reads as
/// null and is remembered as a mismatch; the object that holds the member then keeps the raw JSON, so nothing is lost. A document that is not
/// JSON at all fails with the exception of <see cref="Utf8JsonReader"/>, or with <see cref="JsonFormatException"/>.
/// </remarks>
internal ref partial struct ModelReader
{
    private readonly ReadOnlySpan<byte> _bytes;
    private readonly int _maxDepth;
    private Utf8JsonReader _reader;
    private byte[]? _unmapped;
    private int _unmappedLength;
    private bool _held;
    private bool _mismatched;
    private bool _isOtherForm;
    private List<string>? _unexpected;

    /// <summary>Reads UTF-8 bytes.</summary>
    /// <exception cref="JsonFormatException">The bytes are not UTF-8.</exception>
    public ModelReader(ReadOnlySpan<byte> utf8, int maxDepth = 64)
    {
        _bytes = utf8 = utf8.StartsWith("\uFEFF"u8) ? utf8[3..] : utf8;
        if (!Utf8.IsValid(utf8))
        {
            throw new JsonFormatException("The document is not valid UTF-8.", "$", 0);
        }

        _maxDepth = maxDepth;
        _reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = maxDepth });
    }

    /// <summary>Members that had another JSON type than the documented one, as <c>Type.member</c>; null when there were none.</summary>
    public readonly IReadOnlyList<string>? UnexpectedMembers => _unexpected;

    /// <summary>Whether the value just read had another JSON type than asked for.</summary>
    public readonly bool Mismatched => _mismatched;

    /// <summary>Whether the value just read would be written in another form, such as <c>+02:00</c> for <c>Z</c>.</summary>
    public readonly bool IsOtherForm => _isOtherForm;

    /// <summary>Where in the document the reader stands, as a JSONPath.</summary>
    public readonly string Path => JsonPath.Of(_bytes, (int)_reader.TokenStartIndex);

    /// <summary>Where in the document the reader stands, in bytes.</summary>
    public readonly long Position => _reader.TokenStartIndex;

    /// <summary>Reads a document as one of the SDK's own types.</summary>
    /// <param name="utf8">The document, whose depth has been limited before.</param>
    /// <param name="blank">A new model to fill, or any value of the type to read.</param>
    /// <returns>The model or the value; null for a JSON null.</returns>
    /// <exception cref="JsonFormatException">The document is not that of the type.</exception>
    public static object? ReadOwn(ReadOnlySpan<byte> utf8, object blank)
    {
        var input = new ModelReader(utf8, int.MaxValue);
        var value = blank is ApiObject model ? input.BeginObject() ? input.Fill(model) : null : ((IJsonValue)blank).ReadNext(ref input);
        input.ThrowIfMismatched();
        return value;
    }

    /// <summary>Moves to the next value; true in front of an object's members, false on null, at the end of an array, or on another JSON type.</summary>
    public bool BeginObject() => Next(JsonTokenType.StartObject);

    /// <summary>Looks at the next value, which may be an object or an array.</summary>
    public bool? TryBeginObject()
    {
        switch (Move())
        {
            case JsonTokenType.StartObject:
                return true;
            case JsonTokenType.StartArray:
                Hold();
                return false;
            case JsonTokenType.Null:
                return null;
            default:
                _ = Mismatch<int>();
                return null;
        }
    }

    /// <summary>Reads the members of the object that <see cref="BeginObject"/> opened.</summary>
    public T Fill<T>(T target)
        where T : ApiObject
    {
        target.ReadMembers(ref this);
        return target;
    }

    /// <summary>Moves to the next member of the object.</summary>
    public string? ReadName() => Move() == JsonTokenType.EndObject ? null : Text();

    /// <summary>Moves to the next member and looks its name up.</summary>
    public bool MoveToMember(NameTable members, int expected, out int index)
    {
        var isMember = Move() != JsonTokenType.EndObject;
        index = isMember ? Find(members, expected) : -1;
        return isMember;
    }

    /// <summary>Moves over the next value, whatever it is.</summary>
    public void Skip()
    {
        Move();
        _reader.Skip();
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
        if (_reader.Read())
        {
            throw new JsonFormatException("The document goes on after its end.", Path, Position);
        }
    }

    /// <summary>Takes over what another input found.</summary>
    public void Report(IReadOnlyList<string>? unexpected)
    {
        if (unexpected is not null)
        {
            (_unexpected ??= []).AddRange(unexpected);
        }
    }

    public void Report(string typeAndMember) => (_unexpected ??= []).Add(typeAndMember);

    /// <summary>Marks the value at hand as one that is not what was asked for.</summary>
    public T? Mismatch<T>()
        where T : struct
    {
        _mismatched = true;
        return null;
    }

    private JsonTokenType Move()
    {
        if (_held)
        {
            _held = false;
        }
        else if (!_reader.Read())
        {
            throw new JsonFormatException("The document ends too early.", Path, Position);
        }

        return _reader.TokenType;
    }

    /// <summary>Moves to the next value; true when it is of the wanted type, false on null and at the end of an array, a mismatch otherwise.</summary>
    private bool Next(JsonTokenType wanted)
    {
        var token = Move();
        if (token == wanted && (token != JsonTokenType.String || IsText()))
        {
            return true;
        }

        Otherwise(token);
        return false;
    }

    /// <summary>What is read where another type was asked for: null, which only a JSON null and the end of an array may be.</summary>
    private string? Otherwise(JsonTokenType token)
    {
        _mismatched |= token is not (JsonTokenType.Null or JsonTokenType.EndArray);
        return null;
    }

    /// <summary>Stands on the value again that has just been moved to, for a reader that moves itself.</summary>
    private void Hold() => _held = true;
}
