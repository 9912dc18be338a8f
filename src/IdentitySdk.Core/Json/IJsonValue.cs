namespace IdentitySdk.Core;

/// <summary>A value that knows its own JSON: open enums and irregular values.</summary>
public interface IJsonValue
{
    /// <summary>Writes the value.</summary>
    /// <param name="output">The output, where a value may stand.</param>
    void Write(JsonOutput output);
}

/// <summary>A value that knows its own JSON, both ways.</summary>
/// <typeparam name="T">The value's own type.</typeparam>
public interface IJsonValue<T> : IJsonValue
    where T : struct
{
    /// <summary>Moves to the next value and reads it; the instance it is called on plays no part.</summary>
    /// <param name="input">The input, in front of the value.</param>
    /// <returns>The value; null for a JSON null.</returns>
    T? ReadNext(ref JsonInput input);
}
