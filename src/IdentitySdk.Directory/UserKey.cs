namespace IdentitySdk.Directories;

/// <summary>An attribute that identifies a user.</summary>
public readonly record struct UserKey
{
    internal UserKey(UserAttribute attribute) => Of = attribute;

    /// <summary>The email address.</summary>
    public static UserKey Email { get; } = new(UserAttribute.Email);

    /// <summary>The name that the user signs in with.</summary>
    public static UserKey Login { get; } = new(UserAttribute.Login);

    /// <summary>The id of the user in another system.</summary>
    public static UserKey ExternalId { get; } = new(UserAttribute.ExternalId);

    /// <summary>The attribute.</summary>
    public UserAttribute Of { get; }

    /// <summary>Gets the key of an attribute that the tenant defines.</summary>
    /// <param name="name">The tenant's name of the attribute, such as <c>employeeNumber</c>.</param>
    /// <returns>The key.</returns>
    public static UserKey Attribute(string name) => new(UserAttribute.Custom(name));

    /// <summary>Whether a user has a value of this key. Values are trimmed, normalized (NFC) and compared case-insensitively.</summary>
    /// <param name="user">The user.</param>
    /// <param name="value">The value.</param>
    /// <returns>Whether the user has the value.</returns>
    public bool IsOf(UserData user, string value) => KeyText.Same(Arguments.NotNull(user, nameof(user)).Values[Of], value);

    /// <inheritdoc/>
    public override string ToString() => Of.Name;
}
