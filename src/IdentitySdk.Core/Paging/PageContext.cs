namespace IdentitySdk.Core;

/// <summary>The request and the response of a page, for styles that read more than the body.</summary>
/// <param name="request">The request for the page.</param>
/// <param name="response">Status and headers.</param>
/// <param name="baseAddress">The base address of the vendor's API.</param>
/// <param name="trustedOrigins">Other origins that links may lead to.</param>
internal sealed class PageContext(ApiRequest request, ApiResponse response, Uri baseAddress, IList<Uri> trustedOrigins)
{
    public ApiRequest Request => request;

    public ApiResponse Response => response;

    public Uri BaseAddress => baseAddress;

    public IList<Uri> TrustedOrigins => trustedOrigins;
}
