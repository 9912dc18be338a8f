namespace IdentitySdk.Testing.Okta;

/// <summary>The attributes and operators of an expression: <c>filter</c> supports few attributes and mostly eq, <c>search</c> any attribute.</summary>
internal sealed class FilterDialect
{
    private static readonly string[] s_orders = ["gt", "ge", "lt", "le"];
    private static readonly string[] s_containable = ["profile.firstName", "profile.lastName", "profile.email", "profile.login"];
    private readonly bool _isSearch;

    private FilterDialect(bool isSearch) => this._isSearch = isSearch;

    public static FilterDialect Filter { get; } = new(isSearch: false);

    public static FilterDialect Search { get; } = new(isSearch: true);

    public void Check(string attribute, string operation)
    {
        if (_isSearch ? !SearchAllows(attribute, operation) : !FilterAllows(attribute, operation))
        {
            throw new FormatException($"'{attribute} {operation}' is not supported.");
        }
    }

    private static bool SearchAllows(string attribute, string operation) =>
        (attribute.StartsWith("profile.", StringComparison.Ordinal)
            || attribute is "id" or "status" or "created" or "activated" or "statusChanged" or "lastUpdated" or "type.id")
        && (operation is "eq" or "sw" or "pr" || s_orders.Contains(operation) || (operation == "co" && s_containable.Contains(attribute)));

    private static bool FilterAllows(string attribute, string operation) =>
        (attribute is "id" or "status" or "lastUpdated" || s_containable.Contains(attribute))
        && (operation == "eq" || (attribute == "lastUpdated" && s_orders.Contains(operation)));
}
