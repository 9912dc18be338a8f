namespace IdentitySdk.Testing.Okta;

/// <summary>What an expression may use: <c>filter</c> knows six attributes and little more than eq, <c>search</c> any attribute.</summary>
internal sealed class FilterDialect
{
    private static readonly string[] Orders = ["gt", "ge", "lt", "le"];
    private static readonly string[] Containable = ["profile.firstName", "profile.lastName", "profile.email", "profile.login"];
    private readonly bool isSearch;

    private FilterDialect(bool isSearch) => this.isSearch = isSearch;

    public static FilterDialect Filter { get; } = new(isSearch: false);

    public static FilterDialect Search { get; } = new(isSearch: true);

    public void Check(string attribute, string operation)
    {
        if (isSearch ? !SearchAllows(attribute, operation) : !FilterAllows(attribute, operation))
        {
            throw new FormatException($"'{attribute} {operation}' is not supported.");
        }
    }

    private static bool SearchAllows(string attribute, string operation) =>
        (attribute.StartsWith("profile.", StringComparison.Ordinal)
            || attribute is "id" or "status" or "created" or "activated" or "statusChanged" or "lastUpdated" or "type.id")
        && (operation is "eq" or "sw" or "pr" || Orders.Contains(operation) || (operation == "co" && Containable.Contains(attribute)));

    private static bool FilterAllows(string attribute, string operation) =>
        (attribute is "id" or "status" or "lastUpdated" || Containable.Contains(attribute))
        && (operation == "eq" || (attribute == "lastUpdated" && Orders.Contains(operation)));
}
