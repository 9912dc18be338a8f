namespace IdentitySdk.Cli.Vendors;

/// <summary>The vendors, in the order in which they are listed.</summary>
internal sealed class VendorCatalog(params IReadOnlyList<IVendor> vendors)
{
    public const string AllName = "all";

    public IReadOnlyList<IVendor> All => vendors;

    public IReadOnlyList<string> Names { get; } = [.. vendors.Select(vendor => vendor.Name)];

    /// <summary>The vendors that a name stands for; empty when it is unknown.</summary>
    public IReadOnlyList<IVendor> Find(string name) => name == AllName ? All : [.. All.Where(vendor => vendor.Name == name)];

    /// <summary>The variables to look at when the vendor refuses a credential.</summary>
    public string CredentialVariables(string vendor) =>
        All.Single(each => each.Name.Equals(vendor, StringComparison.OrdinalIgnoreCase)).CredentialVariables;
}
