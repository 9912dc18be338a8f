using IdentitySdk.Testing;

namespace IdentitySdk.Cli.Vendors;

/// <summary>A running emulator, and the environment variables for connecting to it.</summary>
internal sealed record EmulatedVendor(string Vendor, VendorEmulator Emulator, IReadOnlyList<(string Name, string Value)> Variables);
