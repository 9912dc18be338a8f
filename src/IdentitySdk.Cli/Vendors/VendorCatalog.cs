namespace IdentitySdk.Cli.Vendors;

/// <summary>The vendors, in the order in which they are listed.</summary>
internal sealed class VendorCatalog(params IReadOnlyList<IVendor> vendors)
{
    public const string AllName = "all";

    public IReadOnlyList<IVendor> All => vendors;

    public IReadOnlyList<string> Names { get; } = [.. vendors.Select(vendor => vendor.Name)];

    /// <summary>The vendors that a name selects; empty when it is unknown.</summary>
    public IReadOnlyList<IVendor> Find(string name) => name == AllName ? All : [.. All.Where(vendor => vendor.Name == name)];

    /// <summary>The environment variables to check when the vendor rejects a credential.</summary>
    public string CredentialVariables(string vendor) =>
        All.Single(each => each.DisplayName.Equals(vendor, StringComparison.OrdinalIgnoreCase)).CredentialVariables;
}
