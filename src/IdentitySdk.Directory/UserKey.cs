namespace IdentitySdk.Directories;

/// <summary>An attribute by which a user is found: exactly one user has the value.</summary>
public readonly record struct UserKey
{
    private UserKey(UserAttribute attribute) => Of = attribute;

    /// <summary>By email address.</summary>
    public static UserKey Email { get; } = new(UserAttribute.Email);

    /// <summary>By the name that the user signs in with.</summary>
    public static UserKey Login { get; } = new(UserAttribute.Login);

    /// <summary>By the id in another system.</summary>
    public static UserKey ExternalId { get; } = new(UserAttribute.ExternalId);

    /// <summary>The attribute.</summary>
    public UserAttribute Of { get; }

    /// <summary>By an attribute that the tenant has defined.</summary>
    /// <param name="name">Its name in the tenant, such as <c>employeeNumber</c>.</param>
    /// <returns>The key.</returns>
    public static UserKey Attribute(string name) => new(UserAttribute.Custom(name));

    /// <summary>Whether a user has a value of this key: compared without case, and in the same form of Unicode.</summary>
    /// <param name="user">The user.</param>
    /// <param name="value">The value.</param>
    /// <returns>Whether the user has it.</returns>
    public bool IsOf(UserData user, string value) => KeyText.Same(Arguments.NotNull(user, nameof(user)).Values[Of], value);

    /// <inheritdoc/>
    public override string ToString() => Of.Name;

    internal static UserKey From(UserAttribute attribute) => new(attribute);
}
