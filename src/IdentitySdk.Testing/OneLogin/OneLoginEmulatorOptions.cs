namespace IdentitySdk.Testing;

/// <summary>Options of a <see cref="OneLoginEmulator"/>.</summary>
public sealed class OneLoginEmulatorOptions : VendorEmulatorOptions
{
    /// <summary>Maximum and default page size of the user list. Default 50, as documented.</summary>
    public int MaxPageSize { get; set; } = 50;

    /// <summary>The wire format. Default: version 1, as recorded.</summary>
    public OneLoginWire Wire { get; set; }
}
