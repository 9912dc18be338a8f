namespace IdentitySdk.Core;

/// <summary>A value of a request that only the vendor's newer API accepts.</summary>
/// <param name="Name">The member or option, for example <c>CreateUserRequest.RoleIds</c>.</param>
/// <param name="Instead">What to do on the default version; empty when it has no equivalent.</param>
/// <param name="Argument">The C# argument, for exceptions.</param>
internal sealed record NewerValue(string Name, string Instead, string? Argument);
