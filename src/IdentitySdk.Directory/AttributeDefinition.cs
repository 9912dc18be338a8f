namespace IdentitySdk.Directories;

/// <summary>How a directory supports an attribute.</summary>
/// <param name="attribute">The attribute.</param>
/// <param name="nativeName">The vendor's name of the attribute.</param>
public sealed class AttributeDefinition(UserAttribute attribute, string nativeName)
{
    /// <summary>The attribute.</summary>
    public UserAttribute Attribute { get; } = attribute;

    /// <summary>The vendor's name of the attribute.</summary>
    public string NativeName { get; } = Arguments.NotEmpty(nativeName, nameof(nativeName));

    /// <summary>The type of the values; null if the directory accepts any type. Default text.</summary>
    public AttributeType? Type { get; init; } = AttributeType.Text;

    /// <summary>Whether the attribute can be written. Default true.</summary>
    public bool CanWrite { get; init; } = true;

    /// <summary>Whether the attribute can be cleared. Default true.</summary>
    public bool CanClear { get; init; } = true;

    /// <summary>Whether a new user requires a value. Default false.</summary>
    public bool IsRequired { get; init; }

    /// <summary>The maximum length of a text in UTF-16 code units; null if no limit is documented.</summary>
    public int? MaxLength { get; init; }

    /// <summary>Checks whether the directory can store a value.</summary>
    /// <param name="value">The value.</param>
    /// <returns>Why the directory cannot store it, without the value; null if it can.</returns>
    public string? Check(AttributeValue value) => value switch
    {
        _ when !CanWrite => $"{Attribute} cannot be written",
        { IsNone: true } => CanClear ? null : $"{Attribute} cannot be empty",
        _ when Type is { } type && value.As(type) is null => $"{Attribute} must be of type {type}",
        { Text.Length: var length } when length > MaxLength => $"{Attribute} is longer than {MaxLength}",
        _ => null,
    };

    /// <inheritdoc/>
    public override string ToString() => $"{Attribute} ({NativeName})";
}
