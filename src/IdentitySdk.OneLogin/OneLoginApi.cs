namespace IdentitySdk.OneLogin;

/// <summary>The API that an account has: it decides which attributes and parameters may be sent.</summary>
public enum OneLoginApi
{
    /// <summary>
    /// Version 1 as recorded traffic and OneLogin's own clients show it (the default). Passwords, roles, custom attributes and states have calls of their own,
    /// and lists continue with <c>after_cursor</c>.
    /// </summary>
    V1,

    /// <summary>
    /// The API of OneLogin's newer documents: it also takes passwords, roles, custom attributes and further members in create and update, <c>mappings</c> and
    /// <c>validate_policy</c>, and lists by <c>page</c>, <c>cursor</c>, <c>app_id</c>, <c>role_ids</c> and <c>member_of</c>.
    /// </summary>
    Newer,
}
