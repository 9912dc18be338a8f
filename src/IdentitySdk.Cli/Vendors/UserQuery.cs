namespace IdentitySdk.Cli.Vendors;

/// <summary>Which users, and how many a page.</summary>
internal sealed record UserQuery(string? Filter, int? PageSize);
