namespace IdentitySdk.Directories;

/// <summary>The attributes, keys and actions that a directory supports.</summary>
/// <param name="vendor">The vendor's name.</param>
/// <param name="createdBy">The key whose uniqueness the vendor enforces; a creation with an unknown outcome is looked up by it.</param>
public sealed class DirectoryCapabilities(string vendor, UserKey createdBy)
{
    /// <summary>The vendor's name.</summary>
    public string Vendor { get; } = Arguments.NotEmpty(vendor, nameof(vendor));

    /// <summary>The key whose uniqueness the vendor enforces; a creation with an unknown outcome is looked up by it.</summary>
    public UserKey CreatedBy { get; } = createdBy;

    /// <summary>The attributes, including the known ones that the tenant defines.</summary>
    public IReadOnlyList<AttributeDefinition> Attributes { get; init; } = [];

    /// <summary>
    /// Whether attributes that are not in <see cref="Attributes"/> can be read and written; a new value is converted to the type of the current one.
    /// </summary>
    public bool AllowsCustomAttributes { get; init; }

    /// <summary>The type of custom attributes without a definition; null if any type is accepted. Default null.</summary>
    public AttributeType? CustomAttributeType { get; init; }

    /// <summary>Whether a new user can have a password. Default true.</summary>
    public bool TakesPasswords { get; init; } = true;

    /// <summary>The keys that users can be found by.</summary>
    public IReadOnlyList<UserKey> Keys { get; init; } = [];

    /// <summary>Whether users can also be found by custom attributes.</summary>
    public bool FindsByCustomAttributes { get; init; }

    /// <summary>Whether the attributes of a deactivated user can be changed. Default true.</summary>
    public bool CanUpdateDeactivated { get; init; } = true;

    /// <summary>The supported actions.</summary>
    public IReadOnlyList<ActionDefinition> Actions { get; init; } = [];

    /// <summary>What to use instead of an unsupported action, key or attribute, by its name.</summary>
    public IReadOnlyDictionary<string, string> Alternatives { get; init; } = new Dictionary<string, string>();

    /// <summary>Gets the definition of an attribute; null if the directory does not have it.</summary>
    public AttributeDefinition? Find(UserAttribute attribute) =>
        Attributes.FirstOrDefault(definition => definition.Attribute == attribute)
        ?? (AllowsCustomAttributes && attribute.CustomName is { } name ? new AttributeDefinition(attribute, name) { Type = CustomAttributeType } : null);

    /// <summary>Gets the definition of an action; null if the directory does not support it.</summary>
    public ActionDefinition? Find(UserAction action) => Actions.FirstOrDefault(definition => definition.Action == action);

    /// <summary>Whether users can be found by a key.</summary>
    public bool CanFindBy(UserKey key) => Keys.Contains(key) || (FindsByCustomAttributes && key.Of.IsCustom);

    /// <summary>Whether an action has an effect on a user in a state.</summary>
    public bool Allows(UserAction action, UserState state) => Find(action)?.From.Contains(state) == true;

    /// <summary>Whether an action has an effect on a user; the vendor's own status can rule out what the state allows.</summary>
    public bool Allows(UserAction action, DirectoryUser user) => Find(action)?.AppliesTo(user) == true;

    /// <summary>Gets the attributes of another directory that this one cannot store: a migration would lose them.</summary>
    /// <param name="source">The capabilities of the other directory.</param>
    /// <returns>The attributes; empty if this directory can store all of them.</returns>
    public IReadOnlyList<UserAttribute> CannotHold(DirectoryCapabilities source) =>
    [
        .. Arguments.NotNull(source, nameof(source)).Attributes.Select(definition => definition.Attribute)
            .Where(attribute => Find(attribute) is not { CanWrite: true }),
    ];

    /// <summary>Gets the definition of an action, or throws.</summary>
    /// <exception cref="NotSupportedException">The directory does not support the action.</exception>
    public ActionDefinition Require(UserAction action) => Find(action) ?? throw Unsupported(action.ToString());

    /// <summary>Throws if users cannot be found by a key.</summary>
    /// <exception cref="NotSupportedException">The directory does not support the key.</exception>
    public void Require(UserKey key)
    {
        if (!CanFindBy(key))
        {
            throw Unsupported(key.ToString());
        }
    }

    /// <summary>Throws if values cannot be written.</summary>
    /// <exception cref="NotSupportedException">The directory does not have an attribute, or cannot write it.</exception>
    /// <exception cref="ArgumentException">A value is too long, of the wrong type, or missing although it cannot be cleared.</exception>
    public void Require(UserValues values)
    {
        foreach (var item in Arguments.NotNull(values, nameof(values)))
        {
            var definition = Find(item.Key) is { CanWrite: true } writable ? writable : throw Unsupported(item.Key.Name);
            if (definition.Check(item.Value) is { } problem)
            {
                throw new ArgumentException($"{Vendor}: {problem}.", nameof(values));
            }
        }
    }

    /// <summary>Throws if a user cannot be created.</summary>
    /// <exception cref="NotSupportedException">The directory does not have an attribute, or cannot write it.</exception>
    /// <exception cref="ArgumentException">A required value is missing, or a value is too long or of the wrong type.</exception>
    public void Require(NewUser user)
    {
        Require(new UserValues(Arguments.NotNull(user, nameof(user)).Values.Where(item => !item.Value.IsNone)));
        if (MissingFor(user.Values) is { Count: > 0 } missing)
        {
            throw new ArgumentException($"{Vendor} requires {string.Join(", ", missing)} for a new user.", nameof(user));
        }
    }

    /// <summary>Gets the required attributes of a new user that have no value.</summary>
    public IReadOnlyList<UserAttribute> MissingFor(UserValues values) =>
        [.. Attributes.Where(definition => definition.IsRequired && values[definition.Attribute].IsNone).Select(definition => definition.Attribute)];

    private NotSupportedException Unsupported(string what) =>
        new($"{Vendor} does not support {what}{(Alternatives.TryGetValue(what, out var nearest) ? $": {nearest}" : "")}.");
}
