using System.ComponentModel;

namespace IdentitySdk.Core;

/// <summary>A set of values that the vendor may extend: known values have names, unknown ones are read and sent unchanged.</summary>
/// <typeparam name="T">The enum's own type.</typeparam>
/// <typeparam name="TValue">The type on the wire: a string or an integer.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IOpenEnum<T, out TValue> : IEquatable<T>
    where T : struct
{
    /// <summary>The value on the wire.</summary>
    TValue Value { get; }

    /// <summary>Whether the value is one that this version of the SDK names.</summary>
    bool IsKnown { get; }
}
