namespace IdentitySdk.OneLogin;

/// <summary>The API of an account, which determines the attributes and parameters that can be sent.</summary>
public enum OneLoginApi
{
    /// <summary>
    /// Version 1 (the default), as in recorded traffic and OneLogin's own clients. Passwords, roles, custom attributes and states have separate calls, and
    /// lists continue with <c>after_cursor</c>.
    /// </summary>
    V1,

    /// <summary>
    /// The API of OneLogin's newer documents: it also accepts passwords, roles, custom attributes and further members in create and update, <c>mappings</c> and
    /// <c>validate_policy</c>, and lists by <c>page</c>, <c>cursor</c>, <c>app_id</c>, <c>role_ids</c> and <c>member_of</c>.
    /// </summary>
    Newer,
}
