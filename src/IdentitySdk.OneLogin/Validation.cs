using IdentitySdk.Core;

namespace IdentitySdk.OneLogin;

// What no schema can say of OneLogin's bodies (developers.onelogin.com/api-docs/1/users); the specification says the rest.

public partial class SetPasswordRequest
{
    partial void OnValidate(string? argument) => SpecRule.Check(Password == PasswordConfirmation, argument, nameof(PasswordConfirmation), "must be the same as Password");
}

public partial class SetSaltedPasswordRequest
{
    partial void OnValidate(string? argument) => SpecRule.Check(Password == PasswordConfirmation, argument, nameof(PasswordConfirmation), "must be the same as Password");
}
