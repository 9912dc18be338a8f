namespace IdentitySdk.Core;

/// <summary>A set of values that the vendor may add to: known values have names, unknown ones are kept and sent as they are.</summary>
/// <typeparam name="T">The enum's own type.</typeparam>
/// <typeparam name="TValue">What the value is on the wire: a string or an integer.</typeparam>
public interface IOpenEnum<T, out TValue> : IEquatable<T>
    where T : struct
{
    /// <summary>The value on the wire.</summary>
    TValue Value { get; }

    /// <summary>Whether this version knows the value.</summary>
    bool IsKnown { get; }
}
