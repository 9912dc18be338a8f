using IdentitySdk.Core;

namespace IdentitySdk.Okta;

// What Okta documents of its bodies (developer.okta.com/docs/reference/api/users); everything else is left to the server.

public partial class CreateUserRequest
{
    // Okta: more than 20 groups on creation is error E0000093.
    internal override void Validate(string? argument)
    {
        BodyRule.Required(this, argument, nameof(Profile));
        BodyRule.Count(GroupIds, 0, 20, argument, nameof(GroupIds));
    }
}

public partial class ChangePasswordRequest
{
    internal override void Validate(string? argument) => BodyRule.Required(this, argument, nameof(OldPassword), nameof(NewPassword));
}

public partial class AssignRoleRequest
{
    internal override void Validate(string? argument) => BodyRule.Required(this, argument, nameof(Type));
}
