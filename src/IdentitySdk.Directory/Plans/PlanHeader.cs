namespace IdentitySdk.Directories;

/// <summary>The tenant, the options and the numbers of a plan.</summary>
internal sealed record PlanHeader(
    string Id,
    DateTimeOffset Created,
    string Tenant,
    UserKey Match,
    IReadOnlyList<UserAttribute> Manage,
    IReadOnlyList<string> Protected,
    PlanGuard Guard,
    PlanFigures Figures);
