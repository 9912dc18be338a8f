namespace IdentitySdk.Cli.Vendors;

/// <summary>A raw call: path template and request.</summary>
internal sealed record VendorCall(string Path, RawRequest Request);
