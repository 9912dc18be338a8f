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

    /// <inheritdoc/>
    public override string ToString() => Of.Name;

    internal static UserKey From(UserAttribute attribute) => new(attribute);
}
