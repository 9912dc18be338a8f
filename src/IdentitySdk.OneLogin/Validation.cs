using IdentitySdk.Core;

namespace IdentitySdk.OneLogin;

// Rules of OneLogin's bodies that a schema cannot express (developers.onelogin.com/api-docs/1/users); all others are in the specification.

public partial class SetPasswordRequest
{
    partial void OnValidate(string? argument) =>
        SpecRule.Check(Password == PasswordConfirmation, argument, nameof(PasswordConfirmation), "must be the same as Password");
}

public partial class SetSaltedPasswordRequest
{
    partial void OnValidate(string? argument) =>
        SpecRule.Check(Password == PasswordConfirmation, argument, nameof(PasswordConfirmation), "must be the same as Password");
}
