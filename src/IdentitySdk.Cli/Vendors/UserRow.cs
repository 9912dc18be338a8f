namespace IdentitySdk.Cli.Vendors;

/// <summary>A user of any vendor: the columns that all vendors have, and the vendor's model.</summary>
internal readonly record struct UserRow(string Vendor, string Id, string Login, string Name, string Status, ApiObject Model)
{
    /// <summary>The names of the columns, in the order of <see cref="Columns"/>.</summary>
    public static IReadOnlyList<string> ColumnNames { get; } = ["vendor", "id", "login", "name", "status"];

    public string[] Columns => [Vendor, Id, Login, Name, Status];

    public static string FullName(string? first, string? last) => $"{first} {last}".Trim();
}
