namespace IdentitySdk.Directories;

/// <summary>What a plan was made from.</summary>
internal sealed record PlanHeader(
    string Id,
    DateTimeOffset Created,
    string Tenant,
    UserKey Match,
    IReadOnlyList<UserAttribute> Manage,
    IReadOnlyList<string> Protected,
    PlanGuard Guard,
    PlanFigures Figures)
{
    public static string NewId() => Guid.NewGuid().ToString("N");
}
