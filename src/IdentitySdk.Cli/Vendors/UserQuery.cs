namespace IdentitySdk.Cli.Vendors;

/// <summary>Filter and page size of a list.</summary>
internal sealed record UserQuery(string? Filter, int? PageSize);
