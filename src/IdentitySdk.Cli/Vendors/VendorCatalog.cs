namespace IdentitySdk.Cli.Vendors;

/// <summary>The vendors, in the order in which they are listed.</summary>
internal static class VendorCatalog
{
    public const string AllName = "all";

    public static IReadOnlyList<IVendor> All { get; } = [new OktaVendor(), new OneLoginVendor(), new AgilicusVendor()];

    public static IReadOnlyList<string> Names { get; } = [.. All.Select(vendor => vendor.Name)];

    /// <summary>The vendors that a name stands for; none when it is unknown.</summary>
    public static IReadOnlyList<IVendor> Find(string name) => name == AllName ? All : [.. All.Where(vendor => vendor.Name == name)];

    /// <summary>The variables to look at when the vendor refuses a credential.</summary>
    public static string CredentialVariables(string vendor) =>
        All.Single(each => each.Name.Equals(vendor, StringComparison.OrdinalIgnoreCase)).CredentialVariables;
}
