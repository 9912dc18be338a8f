using Newtonsoft.Json.Linq;

namespace IdentitySdk.Cli.Vendors;

/// <summary>A user of any vendor: the columns that all vendors have in common, and the vendor's JSON.</summary>
internal readonly record struct UserRow(string Vendor, string Id, string Login, string Name, string Status, JToken Json)
{
    /// <summary>The names of the columns, in the order of <see cref="Columns"/>.</summary>
    public static IReadOnlyList<string> ColumnNames { get; } = ["vendor", "id", "login", "name", "status"];

    /// <summary>The minimum widths of the columns, so that the users of several vendors are aligned.</summary>
    public static IReadOnlyList<int> ColumnWidths { get; } = [8, 22, 36, 20, 8];

    public IReadOnlyList<(string Name, string Text)> Columns => [("vendor", Vendor), ("id", Id), ("login", Login), ("name", Name), ("status", Status)];

    public static string FullName(string? first, string? last) => $"{first} {last}".Trim();
}
