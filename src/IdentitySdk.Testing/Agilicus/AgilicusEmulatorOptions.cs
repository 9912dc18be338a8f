namespace IdentitySdk.Testing;

/// <summary>Options of an <see cref="AgilicusEmulator"/>.</summary>
public sealed class AgilicusEmulatorOptions : VendorEmulatorOptions
{
    /// <summary>Page size of a request without <c>limit</c>. Default 500, as documented.</summary>
    public int DefaultPageSize { get; set; } = 500;
}
