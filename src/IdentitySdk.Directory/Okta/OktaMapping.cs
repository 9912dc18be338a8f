using IdentitySdk.Okta;

namespace IdentitySdk.Directories;

/// <summary>Okta's states, attributes and capabilities. Lengths: Okta's reference of the user profile.</summary>
internal static class OktaMapping
{
    private static readonly UserState[] s_all = [UserState.Pending, UserState.Active, UserState.Suspended, UserState.Locked, UserState.Deactivated];

    public static AttributeMap Attributes { get; } = new(
    [
        new(UserAttribute.Login, "login") { IsRequired = true, CanClear = false, MaxLength = 100 },
        new(UserAttribute.Email, "email") { IsRequired = true, CanClear = false, MaxLength = 100 },
        new(UserAttribute.GivenName, "firstName") { IsRequired = true, CanClear = false, MaxLength = 50 },
        new(UserAttribute.FamilyName, "lastName") { IsRequired = true, CanClear = false, MaxLength = 50 },
        new(UserAttribute.DisplayName, "displayName"),
        new(UserAttribute.Phone, "primaryPhone") { MaxLength = 100 },
        new(UserAttribute.Title, "title"),
        new(UserAttribute.Department, "department"),
        new(UserAttribute.Manager, "managerId"),
    ]);

    public static DirectoryCapabilities Capabilities(VendorDirectoryOptions options) => new("Okta", UserKey.Login)
    {
        Attributes = Attributes.With(options.CustomAttributes).Definitions,
        AllowsCustomAttributes = !options.HasNoOtherAttributes,
        Keys = [UserKey.Login, UserKey.Email],
        FindsByCustomAttributes = true,
        CanUpdateDeactivated = false,
        Actions =
        [
            new(UserAction.Activate, [UserState.Pending, UserState.Deactivated], [UserState.Active, UserState.Pending]),
            new(UserAction.Suspend, [UserState.Active], [UserState.Suspended])
            {
                // Okta's reference: "You can only perform this operation on users with an ACTIVE status".
                ExceptStatuses = [UserStatus.Values.PasswordExpired, UserStatus.Values.Recovery],
            },
            new(UserAction.Resume, [UserState.Suspended], [UserState.Active]),
            new(UserAction.Unlock, [UserState.Locked], [UserState.Active]),
            new(UserAction.Deactivate, [.. s_all.Where(state => state != UserState.Deactivated)], [UserState.Deactivated]),
            new(UserAction.Delete, s_all, []),
        ],
        Alternatives = new Dictionary<string, string> { ["externalId"] = "use a custom attribute, such as employeeNumber" },
    };

    /// <summary>Gets the state of a status. An unknown status is never guessed.</summary>
    public static UserState State(UserStatus? status) => status?.Value switch
    {
        UserStatus.Values.Staged or UserStatus.Values.Provisioned => UserState.Pending,
        UserStatus.Values.Active or UserStatus.Values.Recovery or UserStatus.Values.PasswordExpired => UserState.Active,
        UserStatus.Values.LockedOut => UserState.Locked,
        UserStatus.Values.Suspended => UserState.Suspended,
        UserStatus.Values.Deprovisioned => UserState.Deactivated,
        _ => UserState.Unknown,
    };

    /// <summary>Whether a text has the form of an Okta id. A login that is an email address never has.</summary>
    public static bool IsId(string id) => id.Length == 20 && id.All(character => character is >= '0' and <= '9' or >= 'A' and <= 'Z' or >= 'a' and <= 'z');

    /// <summary>Searches contain attribute names without quotes.</summary>
    public static string RequireName(string name) =>
        name.All(character => character is >= '0' and <= '9' or >= 'A' and <= 'Z' or >= 'a' and <= 'z' or '_')
            ? name
            : throw new ArgumentException("The name of an attribute may contain letters, digits and underscores only.", nameof(name));
}
