namespace IdentitySdk.Core;

/// <summary>A value that reads and writes its own JSON: open enums and irregular values.</summary>
internal interface IJsonValue
{
    /// <summary>Writes the value.</summary>
    /// <param name="writer">The writer, where a value is expected.</param>
    void Write(ModelWriter writer);

    /// <summary>Moves to the next value and reads it; does not use the instance.</summary>
    /// <param name="reader">The reader, in front of the value.</param>
    /// <returns>A value of this type; null for a JSON null.</returns>
    object? ReadNext(ref ModelReader reader);
}
