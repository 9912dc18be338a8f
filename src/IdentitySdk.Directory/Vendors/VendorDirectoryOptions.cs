namespace IdentitySdk.Directories;

/// <summary>Options for the directory of a vendor's tenant.</summary>
public sealed class VendorDirectoryOptions
{
    /// <summary>
    /// The name of the tenant, which plans and journals are bound to. Default null: the host of the client. Required if one host serves many accounts.
    /// </summary>
    public string? Tenant { get; set; }

    /// <summary>The tenant's custom attributes: types, limits, and whether they are required. Default empty. Other attributes are not checked.</summary>
    public IReadOnlyList<AttributeDefinition> CustomAttributes { get; set; } = [];

    /// <summary>
    /// Whether the tenant has only the custom attributes in <see cref="CustomAttributes"/>: any other is refused before anything is sent. Default false.
    /// </summary>
    public bool HasNoOtherAttributes { get; set; }

    /// <summary>Gets the identifier of the tenant.</summary>
    internal string TenantOf(string vendor, Uri address, string path = "") => $"{vendor}:{Tenant ?? address.GetLeftPart(UriPartial.Authority)}{path}";
}
