namespace IdentitySdk.Testing;

/// <summary>Options of a <see cref="SampleEmulator"/>.</summary>
public sealed class SampleEmulatorOptions : VendorEmulatorOptions
{
    /// <summary>Page size of a request without <c>limit</c>. Default 100.</summary>
    public int DefaultPageSize { get; set; } = 100;
}
