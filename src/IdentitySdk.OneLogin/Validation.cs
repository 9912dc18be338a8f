using IdentitySdk.Core;

namespace IdentitySdk.OneLogin;

// What OneLogin documents of its bodies (developers.onelogin.com/api-docs/1/users); everything else is left to the server.

public partial class AddRolesRequest
{
    // OneLogin: "role_id_array is empty" and "should be -> array of positive integers" are errors 400.
    internal override void Validate(string? argument) => RoleIds.Validate(this, RoleIdArray, argument);
}

public partial class RemoveRolesRequest
{
    internal override void Validate(string? argument) => RoleIds.Validate(this, RoleIdArray, argument);
}

public partial class SetUserStateRequest
{
    internal override void Validate(string? argument) => BodyRule.Required(this, argument, nameof(State));
}

public partial class LockUserRequest
{
    // OneLogin: minutes, 0 for the policy's own period.
    internal override void Validate(string? argument)
    {
        BodyRule.Required(this, argument, nameof(LockedUntil));
        BodyRule.Range(LockedUntil, 0, int.MaxValue, argument, nameof(LockedUntil));
    }
}

public partial class SetPasswordRequest
{
    internal override void Validate(string? argument)
    {
        BodyRule.Required(this, argument, nameof(Password), nameof(PasswordConfirmation));
        BodyRule.Check(Password == PasswordConfirmation, argument, nameof(PasswordConfirmation), "must be the same as Password");
    }
}

public partial class SetSaltedPasswordRequest
{
    internal override void Validate(string? argument)
    {
        BodyRule.Required(this, argument, nameof(Password), nameof(PasswordConfirmation), nameof(PasswordAlgorithm));
        BodyRule.Check(Password == PasswordConfirmation, argument, nameof(PasswordConfirmation), "must be the same as Password");
        BodyRule.Length(PasswordSalt, 40, argument, nameof(PasswordSalt));
    }
}

public partial class CreateMfaTokenRequest
{
    // OneLogin: seconds, 72 hours at most.
    internal override void Validate(string? argument) => BodyRule.Range(ExpiresIn, 0, 259200, argument, nameof(ExpiresIn));
}

public partial class SetCustomAttributesRequest
{
    // OneLogin: "custom_attributes is empty" is an error 400.
    internal override void Validate(string? argument)
    {
        BodyRule.Required(this, argument, nameof(CustomAttributes));
        BodyRule.Count(CustomAttributes, 1, int.MaxValue, argument, nameof(CustomAttributes));
    }
}

internal static class RoleIds
{
    public static void Validate(ApiObject body, IReadOnlyList<long>? ids, string? argument)
    {
        BodyRule.Required(body, argument, nameof(AddRolesRequest.RoleIdArray));
        BodyRule.Count(ids, 1, int.MaxValue, argument, nameof(AddRolesRequest.RoleIdArray));
        BodyRule.Check(ids?.All(id => id > 0) ?? true, argument, nameof(AddRolesRequest.RoleIdArray), "must hold positive ids only");
    }
}
