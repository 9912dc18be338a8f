namespace IdentitySdk.Directories;

/// <summary>What a directory has to be told of a tenant.</summary>
public sealed class VendorDirectoryOptions
{
    /// <summary>
    /// A name of the tenant, for plans and journals to be bound to. Default: the host of the client. Needed where one host serves many accounts.
    /// </summary>
    public string? Tenant { get; set; }

    /// <summary>Definitions of attributes that the tenant has defined: types, limits, and whether they are required. Default none; others work as they come.</summary>
    public IReadOnlyList<AttributeDefinition> CustomAttributes { get; set; } = [];

    /// <summary>
    /// Whether <see cref="CustomAttributes"/> are all that the tenant has: then any other is refused before anything is sent. Default false.
    /// </summary>
    public bool HasNoOtherAttributes { get; set; }

    /// <summary>The name of the tenant.</summary>
    internal string TenantOf(string vendor, Uri address, string path = "") => $"{vendor}:{Tenant ?? address.GetLeftPart(UriPartial.Authority)}{path}";
}
