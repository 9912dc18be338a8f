using System.Text.Json;

namespace IdentitySdk.Core;

/// <content>Values that a vendor wraps in arrays.</content>
internal ref partial struct ModelReader
{
    /// <summary>The whole document.</summary>
    public readonly ReadOnlySpan<byte> Document => _bytes;

    /// <summary>Whether the next value is an array whose first item is an array.</summary>
    public readonly bool IsNestedArray()
    {
        var copy = this;
        return copy.MoveNext() == JsonTokenType.StartArray && copy.MoveNext() == JsonTokenType.StartArray;
    }

    /// <summary>Moves to the next value and reads it; reads the first item of an array, also of an array in an array.</summary>
    public T? ReadFirst<T>(ReadValue<T> read)
        where T : class
    {
        if (MoveNext() != JsonTokenType.StartArray)
        {
            Unread();
            return read(ref this);
        }

        var depth = _reader.CurrentDepth;
        var first = ReadFirst(read);
        if (!_isMismatch && !AtEndOfArray(depth))
        {
            while (MoveNext() != JsonTokenType.EndArray)
            {
                _reader.Skip();
            }
        }

        return first;
    }
}
