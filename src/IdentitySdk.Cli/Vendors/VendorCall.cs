namespace IdentitySdk.Cli.Vendors;

/// <summary>A raw call: path template and what it is sent with.</summary>
internal sealed record VendorCall(string Path, RawRequest Request);
