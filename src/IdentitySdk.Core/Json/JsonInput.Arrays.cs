namespace IdentitySdk.Core;

/// <content>Values that a vendor wraps in arrays.</content>
public ref partial struct JsonInput
{
    /// <summary>The whole document.</summary>
    internal readonly ReadOnlySpan<byte> Document => _bytes;

    /// <summary>Whether the next value is an array whose first item is an array.</summary>
    internal readonly bool IsNestedArray()
    {
        var ahead = this;
        return ahead.Move() == JsonKind.BeginArray && ahead.Move() == JsonKind.BeginArray;
    }

    /// <summary>Moves to the next value and reads it; of an array the first item, also of an array in an array.</summary>
    /// <param name="read">Reads the value.</param>
    /// <returns>The value; null for a JSON null, another JSON type, or an empty array.</returns>
    internal T? ReadFirst<T>(JsonRead<T> read)
        where T : class
    {
        if (Move() != JsonKind.BeginArray)
        {
            Hold();
            return read(ref this);
        }

        var depth = Depth;
        var first = ReadFirst(read);
        if (!_mismatched && !AtEndOfArray(depth))
        {
            while (Move() != JsonKind.EndArray)
            {
                SkipRest();
            }
        }

        return first;
    }
}
