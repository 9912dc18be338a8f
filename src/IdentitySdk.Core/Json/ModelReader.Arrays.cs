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
    /// <param name="read">Reads the value.</param>
    /// <param name="isOnly">Whether further items are an error, rather than skipped.</param>
    /// <exception cref="JsonFormatException">There are further items, although there must not be any.</exception>
    public T? ReadFirst<T>(ReadValue<T> read, bool isOnly = false)
        where T : class
    {
        if (MoveNext() != JsonTokenType.StartArray)
        {
            Unread();
            return read(ref this);
        }

        var depth = _reader.CurrentDepth;
        var first = ReadFirst(read, isOnly);
        if (!IsMismatch && !AtEndOfArray(depth))
        {
            while (MoveNext() != JsonTokenType.EndArray)
            {
                if (isOnly)
                {
                    throw new JsonFormatException("There are several values where one was expected.", Path, Position);
                }

                _reader.Skip();
            }
        }

        return first;
    }
}
