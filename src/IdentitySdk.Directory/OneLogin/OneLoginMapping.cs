using IdentitySdk.OneLogin;
using NativeState = IdentitySdk.OneLogin.UserState;

namespace IdentitySdk.Directories;

/// <summary>OneLogin's states and attributes as tables.</summary>
internal static class OneLoginMapping
{
    private static readonly UserState[] s_all = [UserState.Pending, UserState.Active, UserState.Suspended, UserState.Locked, UserState.Deactivated];

    /// <summary>The vendor's version 1 page asks for all four names of a new user.</summary>
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
            ["displayName"] = "it shows given and family name",
            [nameof(UserAction.Suspend)] = "deactivate the user, which an activation ends",
            [nameof(UserAction.Resume)] = "a suspension ends in the administration",
            [nameof(UserAction.Unlock)] = "a lock ends by itself, or in the administration",
        },
    };

    /// <summary>
    /// State and status decide together: 0 unapproved, 2 rejected and 3 unlicensed users do not sign in whatever the status, and of the approved ones only
    /// those of status 1 do (the vendor's page of the user resource): a password that has expired or is to be reset, or missing security questions, come first.
    /// A combination that is not known is never guessed.
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
