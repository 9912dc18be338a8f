using System.Text.Json;
using System.Text.Unicode;

namespace IdentitySdk.Core;

/// <summary>Reads one JSON value from <paramref name="reader"/>; null for a JSON null and at the end of an array.</summary>
internal delegate T? ReadValue<T>(ref ModelReader reader);

/// <summary>Reads all generated models from UTF-8: response bodies, and JSON from the readers of a host's serializer.</summary>
/// <remarks>
/// Every <c>Read</c> moves to the next value and reads it. A value of another JSON type than requested does not throw: the method returns null and
/// <see cref="IsMismatch"/> is true; the object, list or map that holds the value then stores its raw JSON. A document that is not JSON
/// throws the exception of <see cref="Utf8JsonReader"/>, or a <see cref="JsonFormatException"/>.
/// </remarks>
internal ref partial struct ModelReader
{
    private readonly ReadOnlySpan<byte> _bytes;
    private readonly int _maxDepth;
    private Utf8JsonReader _reader;
    private byte[]? _unmapped;
    private bool _isUnread;
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

    /// <summary>Members of another JSON type than the documented one, or with an item of one, as <c>Type.member</c>; null when there are none.</summary>
    public readonly IReadOnlyList<string>? UnexpectedMembers => _unexpected;

    /// <summary>Whether the value just read had another JSON type than requested.</summary>
    public bool IsMismatch { readonly get; private set; }

    /// <summary>Whether the value just read would be written in another form, such as <c>+02:00</c> for <c>Z</c>.</summary>
    public bool IsNonCanonical { readonly get; private set; }

    /// <summary>
    /// Whether the current member of a model is a list or map that holds a mismatch; null outside of models, where nothing would write it back.
    /// </summary>
    public bool? HasInnerMismatch { readonly get; set; }

    /// <summary>The length of the unmapped members copied so far, in bytes; an object takes the bytes since its own start.</summary>
    public int UnmappedLength { readonly get; private set; }

    /// <summary>The number of unmapped members so far, in the whole document.</summary>
    public int UnmappedMembers { readonly get; private set; }

    /// <summary>The reader's position in the document, as a JSONPath.</summary>
    public readonly string Path => JsonPath.Of(_bytes, (int)_reader.TokenStartIndex);

    /// <summary>The reader's position in the document, in bytes.</summary>
    public readonly long Position => _reader.TokenStartIndex;

    /// <summary>Reads a document as one of the SDK's own types.</summary>
    /// <param name="utf8">The document, whose depth the host has limited.</param>
    /// <param name="target">A new model to fill, or any value of the type to read.</param>
    /// <returns>The model or the value; null for a JSON null.</returns>
    /// <exception cref="JsonFormatException">The document does not fit the type.</exception>
    public static object? ReadSdkValue(ReadOnlySpan<byte> utf8, object target)
    {
        var reader = new ModelReader(utf8, int.MaxValue);
        var value = target is ApiObject model ? reader.BeginObject() ? reader.Fill(model) : null : ((IJsonValue)target).ReadNext(ref reader);
        reader.ThrowIfMismatched();
        return value;
    }

    /// <summary>Moves to the next value; true when it is an object, false on null, at the end of an array, or for another JSON type.</summary>
    public bool BeginObject() => MoveTo(JsonTokenType.StartObject);

    /// <summary>Moves into the next value if it is an object (true), or stays before it if it is an array (false); null for any other value.</summary>
    public bool? TryBeginObject()
    {
        switch (MoveNext())
        {
            case JsonTokenType.StartObject:
                return true;
            case JsonTokenType.StartArray:
                Unread();
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

    /// <summary>Moves to the next member of the object and returns its name; null at the end of the object.</summary>
    public string? ReadName() => MoveNext() == JsonTokenType.EndObject ? null : GetText();

    /// <summary>Moves to the next member and looks up its name; false at the end of the object.</summary>
    public bool MoveToMember(NameTable members, int expected, out int index)
    {
        var isMember = MoveNext() != JsonTokenType.EndObject;
        index = isMember ? Find(members, expected) : -1;
        return isMember;
    }

    /// <summary>Skips the next value, whatever its type.</summary>
    public void Skip()
    {
        MoveNext();
        _reader.Skip();
    }

    /// <summary>Checks that the value just read had the requested JSON type.</summary>
    /// <exception cref="JsonFormatException">It had another type.</exception>
    public readonly void ThrowIfMismatched()
    {
        if (IsMismatch)
        {
            throw new JsonFormatException("The value has another JSON type than the documented one.", Path, Position);
        }
    }

    /// <summary>Checks that only white space follows the value.</summary>
    /// <exception cref="JsonFormatException">There is more JSON.</exception>
    public void ReadEnd()
    {
        if (_reader.Read())
        {
            throw new JsonFormatException("The document continues after its value.", Path, Position);
        }
    }

    /// <summary>Adds a member to <see cref="UnexpectedMembers"/>, unless it is there.</summary>
    public void Report(string typeAndMember)
    {
        if (!(_unexpected ??= []).Contains(typeAndMember))
        {
            _unexpected.Add(typeAndMember);
        }
    }

    /// <summary>Marks the current value as one of another JSON type than requested.</summary>
    public T? Mismatch<T>()
        where T : struct
    {
        IsMismatch = true;
        return null;
    }

    private JsonTokenType MoveNext()
    {
        if (_isUnread)
        {
            _isUnread = false;
        }
        else if (!_reader.Read())
        {
            throw new JsonFormatException("The document ends unexpectedly.", Path, Position);
        }

        return _reader.TokenType;
    }

    /// <summary>Moves to the next value; false, and a mismatch except for null and the end of an array, when it has another type.</summary>
    private bool MoveTo(JsonTokenType expected)
    {
        var token = MoveNext();
        if (token == expected && (token != JsonTokenType.String || IsWellFormed()))
        {
            return true;
        }

        MismatchUnlessNull(token);
        return false;
    }

    /// <summary>Reads null from a value of another type, which is a mismatch except for a JSON null and the end of an array.</summary>
    private string? MismatchUnlessNull(JsonTokenType token)
    {
        IsMismatch |= token is not (JsonTokenType.Null or JsonTokenType.EndArray);
        return null;
    }

    /// <summary>Takes back the last move, for a method that moves itself.</summary>
    private void Unread() => _isUnread = true;
}
