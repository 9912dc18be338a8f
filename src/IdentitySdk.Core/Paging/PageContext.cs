namespace IdentitySdk.Core;

/// <summary>What is known of a page beside its body.</summary>
/// <param name="Request">The call that got the page.</param>
/// <param name="Response">Status and headers.</param>
/// <param name="BaseAddress">Where the vendor's API is.</param>
internal sealed record PageContext(ApiRequest Request, ApiResponse Response, Uri BaseAddress);
