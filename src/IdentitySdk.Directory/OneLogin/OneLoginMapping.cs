using IdentitySdk.OneLogin;
using NativeState = IdentitySdk.OneLogin.UserState;

namespace IdentitySdk.Directories;

/// <summary>OneLogin's states, attributes and capabilities.</summary>
internal static class OneLoginMapping
{
    private static readonly UserState[] s_all = [UserState.Pending, UserState.Active, UserState.Suspended, UserState.Locked, UserState.Deactivated];

    /// <summary>The page of version 1 requires username, email, firstname and lastname for a new user.</summary>
    public static AttributeMap Attributes { get; } = new(
    [
        new(UserAttribute.Login, "username") { IsRequired = true, CanClear = false },
        new(UserAttribute.Email, "email") { IsRequired = true, CanClear = false },
        new(UserAttribute.GivenName, "firstname") { IsRequired = true },
        new(UserAttribute.FamilyName, "lastname") { IsRequired = true },
        new(UserAttribute.Phone, "phone"),
        new(UserAttribute.Title, "title"),
        new(UserAttribute.Department, "department"),
        new(UserAttribute.Manager, "manager_ad_id"),
        new(UserAttribute.ExternalId, "external_id"),
    ]);

    public static DirectoryCapabilities Capabilities(VendorDirectoryOptions options) => new("OneLogin", UserKey.Login)
    {
        Attributes = [.. Attributes.Definitions, .. options.CustomAttributes],
        AllowsCustomAttributes = !options.HasNoOtherAttributes,
        CustomAttributeType = AttributeType.Text,
        Keys = [UserKey.Login, UserKey.Email, UserKey.ExternalId],
        FindsByCustomAttributes = true,
        Actions =
        [
            new(UserAction.Activate, [UserState.Pending, UserState.Deactivated], [UserState.Active, UserState.Pending, UserState.Suspended, UserState.Locked]),
            new(UserAction.Deactivate, [.. s_all.Where(state => state != UserState.Deactivated)], [UserState.Deactivated]),
            new(UserAction.Delete, s_all, []),
        ],
        Alternatives = new Dictionary<string, string>
        {
            ["displayName"] = "OneLogin shows given and family name",
            [nameof(UserAction.Suspend)] = "deactivate the user, and activate it later",
            [nameof(UserAction.Resume)] = "resume the user in the admin portal",
            [nameof(UserAction.Unlock)] = "a lock expires, or is removed in the admin portal",
        },
    };

    /// <summary>
    /// State and status together determine whether a user can sign in: unapproved (0), rejected (2) and unlicensed (3) users cannot, approved users only
    /// with status 1 (the vendor's page of the user resource). Other statuses mean, for example, an expired password or missing security questions.
    /// An unknown combination is never guessed.
    /// </summary>
    public static UserState State(NativeState? state, UserStatus? status) => (state?.Value, status?.Value) switch
    {
        (NativeState.Values.Unapproved, _) => UserState.Pending,
        (NativeState.Values.Rejected or NativeState.Values.Unlicensed, _) => UserState.Deactivated,
        (NativeState.Values.Approved, UserStatus.Values.Active) => UserState.Active,
        (NativeState.Values.Approved,
            UserStatus.Values.Unactivated or UserStatus.Values.PasswordPending or UserStatus.Values.PasswordExpired
            or UserStatus.Values.AwaitingPasswordReset or UserStatus.Values.SecurityQuestionsRequired) => UserState.Pending,
        (NativeState.Values.Approved, UserStatus.Values.Suspended) => UserState.Suspended,
        (NativeState.Values.Approved, UserStatus.Values.Locked) => UserState.Locked,
        _ => UserState.Unknown,
    };
}
