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
        var ahead = this;
        return ahead.Move() == JsonTokenType.StartArray && ahead.Move() == JsonTokenType.StartArray;
    }

    /// <summary>Moves to the next value and reads it; of an array the first item, also of an array in an array.</summary>
    public T? ReadFirst<T>(ReadValue<T> read)
        where T : class
    {
        if (Move() != JsonTokenType.StartArray)
        {
            Hold();
            return read(ref this);
        }

        var depth = _reader.CurrentDepth;
        var first = ReadFirst(read);
        if (!_mismatched && !AtEndOfArray(depth))
        {
            while (Move() != JsonTokenType.EndArray)
            {
                _reader.Skip();
            }
        }

        return first;
    }
}
