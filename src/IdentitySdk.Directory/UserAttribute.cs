namespace IdentitySdk.Directories;

/// <summary>An attribute of a user under its neutral name. Two attributes are equal if their names are.</summary>
public readonly struct UserAttribute : IEquatable<UserAttribute>
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

    /// <summary>The name to show.</summary>
    public static UserAttribute DisplayName { get; } = new("displayName");

    /// <summary>The telephone number.</summary>
    public static UserAttribute Phone { get; } = new("phone");

    /// <summary>The job title.</summary>
    public static UserAttribute Title { get; } = new("title");

    /// <summary>The department.</summary>
    public static UserAttribute Department { get; } = new("department");

    /// <summary>The manager, in the form that the vendor has: an id or a name.</summary>
    public static UserAttribute Manager { get; } = new("manager");

    /// <summary>The id of the user in another system.</summary>
    public static UserAttribute ExternalId { get; } = new("externalId");

    /// <summary>The attributes that have a name of their own, in the order of the documentation.</summary>
    public static IReadOnlyList<UserAttribute> Standard { get; } =
        [Login, Email, GivenName, FamilyName, DisplayName, Phone, Title, Department, Manager, ExternalId];

    /// <summary>The neutral name: <c>title</c>, or <c>attributes.employeeNumber</c> for a custom attribute.</summary>
    public string Name => _name ?? "";

    /// <summary>Whether this is an attribute that the tenant has defined.</summary>
    public bool IsCustom => Name.StartsWith(CustomPrefix, StringComparison.Ordinal);

    /// <summary>The tenant's name of a custom attribute; null for all others.</summary>
    public string? CustomName => IsCustom ? Name[CustomPrefix.Length..] : null;

    /// <summary>An attribute that the tenant has defined.</summary>
    /// <param name="name">Its name in the tenant, such as <c>employeeNumber</c>.</param>
    /// <returns>The attribute.</returns>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public static UserAttribute Custom(string name) => new(CustomPrefix + Arguments.NotEmpty(name, nameof(name)));

    /// <summary>The attribute of a neutral name.</summary>
    /// <param name="name">The name, as <see cref="Name"/> has it.</param>
    /// <returns>The attribute.</returns>
    /// <exception cref="ArgumentException">There is no attribute of this name.</exception>
    public static UserAttribute Parse(string name) => TryParse(Arguments.NotEmpty(name, nameof(name)))
        ?? throw new ArgumentException($"There is no attribute {name}: custom ones are named {CustomPrefix}{name}.", nameof(name));

    /// <summary>The attribute of a neutral name; null if there is none.</summary>
    internal static UserAttribute? TryParse(string name)
    {
        var attribute = new UserAttribute(name);
        return Standard.Contains(attribute) || attribute.CustomName is { Length: > 0 } ? attribute : null;
    }

    /// <inheritdoc/>
    public bool Equals(UserAttribute other) => Name == other.Name;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is UserAttribute other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Name);

    /// <inheritdoc/>
    public override string ToString() => Name;

    /// <summary>Whether two attributes are the same.</summary>
    public static bool operator ==(UserAttribute left, UserAttribute right) => left.Equals(right);

    /// <summary>Whether two attributes differ.</summary>
    public static bool operator !=(UserAttribute left, UserAttribute right) => !left.Equals(right);
}
