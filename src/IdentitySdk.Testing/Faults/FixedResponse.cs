namespace IdentitySdk.Testing;

/// <summary>A body that does not come from the vendor, without the vendor's headers.</summary>
/// <param name="Body">The body; empty when there is none.</param>
/// <param name="ContentType">Its type; null when there is no body.</param>
internal sealed record FixedResponse(string Body, string? ContentType);
