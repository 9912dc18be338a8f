namespace IdentitySdk.Directories;

/// <summary>What a directory makes of an attribute.</summary>
/// <param name="attribute">The attribute.</param>
/// <param name="nativeName">The vendor's name of it.</param>
public sealed class AttributeDefinition(UserAttribute attribute, string nativeName)
{
    /// <summary>The attribute.</summary>
    public UserAttribute Attribute { get; } = attribute;

    /// <summary>The vendor's name of it.</summary>
    public string NativeName { get; } = Arguments.NotEmpty(nativeName, nameof(nativeName));

    /// <summary>The type of its values; null if the directory takes any. Default text.</summary>
    public AttributeType? Type { get; init; } = AttributeType.Text;

    /// <summary>Whether it can be written. Default true.</summary>
    public bool CanWrite { get; init; } = true;

    /// <summary>Whether it can be emptied. Default true.</summary>
    public bool CanClear { get; init; } = true;

    /// <summary>Whether a new user needs a value. Default false.</summary>
    public bool IsRequired { get; init; }

    /// <summary>The longest text in UTF-16 units; null without a documented limit.</summary>
    public int? MaxLength { get; init; }

    /// <summary>Why the directory cannot hold a value.</summary>
    /// <param name="value">The value.</param>
    /// <returns>The reason, without the value; null if it can.</returns>
    public string? Check(AttributeValue value) => value switch
    {
        _ when !CanWrite => $"{Attribute} cannot be written",
        { IsNone: true } => CanClear ? null : $"{Attribute} cannot be empty",
        _ when Type is { } type && value.As(type) is null => $"{Attribute} has to be of type {type}",
        { Text.Length: var length } when length > MaxLength => $"{Attribute} is longer than {MaxLength}",
        _ => null,
    };

    /// <inheritdoc/>
    public override string ToString() => $"{Attribute} ({NativeName})";
}
