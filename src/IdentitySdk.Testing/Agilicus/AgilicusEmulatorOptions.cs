namespace IdentitySdk.Testing;

/// <summary>How an <see cref="AgilicusEmulator"/> starts.</summary>
public sealed class AgilicusEmulatorOptions : VendorEmulatorOptions
{
    /// <summary>Rows on a page that asks for no <c>limit</c>. Default 500, as documented.</summary>
    public int DefaultPageSize { get; set; } = 500;
}
