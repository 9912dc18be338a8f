namespace IdentitySdk.Testing;

/// <summary>Options of a <see cref="OneLoginEmulator"/>.</summary>
public sealed class OneLoginEmulatorOptions : VendorEmulatorOptions
{
    /// <summary>Largest and default page of the user list. Default 50, as documented.</summary>
    public int MaxPageSize { get; set; } = 50;

    /// <summary>Which documents the emulator follows. Default: the recorded wire of version 1.</summary>
    public OneLoginWire Wire { get; set; }
}
