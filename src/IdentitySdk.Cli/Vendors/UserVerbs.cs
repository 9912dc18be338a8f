namespace IdentitySdk.Cli.Vendors;

/// <summary>The names of further commands for one user, beside the actions of the directory.</summary>
internal static class UserVerbs
{
    public const string Groups = "groups";

    public const string Roles = "roles";

    public const string Apps = "apps";

    public const string ResetPassword = "reset-password";

    public const string RevokeSessions = "sessions revoke";

    public static IReadOnlyList<string> All { get; } = [Groups, Roles, Apps, ResetPassword, RevokeSessions];
}
