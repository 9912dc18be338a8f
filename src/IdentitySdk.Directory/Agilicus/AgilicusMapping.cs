using IdentitySdk.Agilicus;

namespace IdentitySdk.Directories;

/// <summary>Agilicus' states, attributes and capabilities.</summary>
internal static class AgilicusMapping
{
    public static AttributeMap Attributes { get; } = new(
    [
        new(UserAttribute.Email, "email") { IsRequired = true, CanClear = false },
        new(UserAttribute.GivenName, "first_name"),
        new(UserAttribute.FamilyName, "last_name"),
        new(UserAttribute.DisplayName, "display_name") { CanWrite = false },
        new(UserAttribute.ExternalId, "external_id"),
    ]);

    public static DirectoryCapabilities Capabilities(VendorDirectoryOptions options) => new("Agilicus", UserKey.Email)
    {
        Attributes = [.. Attributes.Definitions, .. options.CustomAttributes],
        AllowsCustomAttributes = !options.HasNoOtherAttributes,
        CustomAttributeType = AttributeType.Text,
        TakesPasswords = false,
        Keys = [UserKey.Email],
        Actions =
        [
            new(UserAction.Suspend, [UserState.Active], [UserState.Suspended]),
            new(UserAction.Resume, [UserState.Suspended], [UserState.Active]),
            new(UserAction.Delete, [UserState.Pending, UserState.Active, UserState.Suspended], []),
        ],
        Alternatives = new Dictionary<string, string>
        {
            ["login"] = "users sign in by email",
            ["phone"] = "use a custom attribute",
            ["title"] = "use a custom attribute",
            ["department"] = "use a custom attribute",
            ["manager"] = "use a custom attribute",
            ["displayName"] = "the server creates it from the names",
            ["externalId"] = "find users by email",
            [nameof(UserAction.Activate)] = "a pending user becomes active by signing in",
            [nameof(UserAction.Unlock)] = "there are no locks",
            [nameof(UserAction.Deactivate)] = "suspend the user, or delete it from the organisation",
        },
    };

    /// <summary>A user that is disabled by status or flag is suspended. An unknown status is never guessed.</summary>
    public static UserState State(UserStatus? status, bool? enabled) => (status?.Value, enabled) switch
    {
        (UserStatus.Values.Disabled, _) => UserState.Suspended,
        (UserStatus.Values.Pending, _) => UserState.Pending,
        (UserStatus.Values.Active or null, false) => UserState.Suspended,
        (UserStatus.Values.Active, _) or (null, true) => UserState.Active,
        _ => UserState.Unknown,
    };
}
