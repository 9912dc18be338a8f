namespace IdentitySdk.Directories;

/// <summary>An attribute of a user, identified by its vendor-neutral name.</summary>
public readonly record struct UserAttribute
{
    private const string CustomPrefix = "attributes.";

    private readonly string? _name;

    private UserAttribute(string name) => _name = name;

    /// <summary>The name that the user signs in with.</summary>
    public static UserAttribute Login { get; } = new("login");

    /// <summary>The email address.</summary>
    public static UserAttribute Email { get; } = new("email");

    /// <summary>The given name.</summary>
    public static UserAttribute GivenName { get; } = new("givenName");

    /// <summary>The family name.</summary>
    public static UserAttribute FamilyName { get; } = new("familyName");

    /// <summary>The display name.</summary>
    public static UserAttribute DisplayName { get; } = new("displayName");

    /// <summary>The telephone number.</summary>
    public static UserAttribute Phone { get; } = new("phone");

    /// <summary>The job title.</summary>
    public static UserAttribute Title { get; } = new("title");

    /// <summary>The department.</summary>
    public static UserAttribute Department { get; } = new("department");

    /// <summary>The manager: an id or a name, depending on the vendor.</summary>
    public static UserAttribute Manager { get; } = new("manager");

    /// <summary>The id of the user in another system.</summary>
    public static UserAttribute ExternalId { get; } = new("externalId");

    /// <summary>The attributes that are not custom, in the order of the documentation.</summary>
    public static IReadOnlyList<UserAttribute> Standard { get; } =
        [Login, Email, GivenName, FamilyName, DisplayName, Phone, Title, Department, Manager, ExternalId];

    /// <summary>The neutral name: <c>title</c>, or <c>attributes.employeeNumber</c> for a custom attribute.</summary>
    public string Name => _name ?? "";

    /// <summary>Whether the tenant defines this attribute.</summary>
    public bool IsCustom => Name.StartsWith(CustomPrefix, StringComparison.Ordinal);

    /// <summary>The tenant's name of a custom attribute; null for other attributes.</summary>
    public string? CustomName => IsCustom ? Name[CustomPrefix.Length..] : null;

    /// <summary>Gets an attribute that the tenant defines.</summary>
    /// <param name="name">The tenant's name of the attribute, such as <c>employeeNumber</c>.</param>
    /// <returns>The attribute.</returns>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public static UserAttribute Custom(string name) => new(CustomPrefix + Arguments.NotEmpty(name, nameof(name)));

    /// <summary>Gets the attribute with a neutral name.</summary>
    /// <param name="name">The name, in the form of <see cref="Name"/>.</param>
    /// <returns>The attribute.</returns>
    /// <exception cref="ArgumentException">No attribute has this name.</exception>
    public static UserAttribute Parse(string name) => TryParse(Arguments.NotEmpty(name, nameof(name)))
        ?? throw new ArgumentException($"There is no attribute {name}: the name of a custom attribute is {CustomPrefix}{name}.", nameof(name));

    /// <summary>Gets the attribute with a neutral name; null if there is none.</summary>
    internal static UserAttribute? TryParse(string name)
    {
        var attribute = new UserAttribute(name);
        return Standard.Contains(attribute) || attribute.CustomName is { Length: > 0 } ? attribute : null;
    }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
