namespace IdentitySdk.Core;

/// <summary>A value that knows its own JSON, both ways: open enums and irregular values.</summary>
internal interface IJsonValue
{
    /// <summary>Writes the value.</summary>
    /// <param name="writer">The writer, where a value may stand.</param>
    void Write(ModelWriter writer);

    /// <summary>Moves to the next value and reads it; the instance it is called on plays no part.</summary>
    /// <param name="reader">The reader, in front of the value.</param>
    /// <returns>A value of this type; null for a JSON null.</returns>
    object? ReadNext(ref ModelReader reader);
}
