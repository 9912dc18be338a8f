namespace IdentitySdk.Cli.Vendors;

/// <summary>One user of any vendor: the columns that all have, and the vendor's own model.</summary>
internal readonly record struct UserRow(string Vendor, string Id, string Login, string Name, string Status, ApiObject Model)
{
    /// <summary>The columns' names, in the order of <see cref="Columns"/>.</summary>
    public static IReadOnlyList<string> ColumnNames { get; } = ["vendor", "id", "login", "name", "status"];

    public string[] Columns => [Vendor, Id, Login, Name, Status];

    public static string FullName(string? first, string? last) => $"{first} {last}".Trim();
}
