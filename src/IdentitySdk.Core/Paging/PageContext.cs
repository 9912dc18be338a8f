namespace IdentitySdk.Core;

/// <summary>What is known of a page beside its body.</summary>
/// <param name="request">The call that got the page.</param>
/// <param name="response">Status and headers.</param>
/// <param name="baseAddress">Where the vendor's API is.</param>
/// <param name="trustedOrigins">Origins that links may name besides.</param>
internal sealed class PageContext(ApiRequest request, ApiResponse response, Uri baseAddress, IReadOnlyList<Uri> trustedOrigins)
{
    public ApiRequest Request { get; } = request;

    public ApiResponse Response { get; } = response;

    public Uri BaseAddress { get; } = baseAddress;

    public IReadOnlyList<Uri> TrustedOrigins { get; } = trustedOrigins;
}
