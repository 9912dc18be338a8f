namespace IdentitySdk;

/// <summary>Receives the response of a call, for <see cref="RequestOptions.Capture"/>: status, headers, request id and rate limit.</summary>
public sealed class ResponseCapture
{
    private volatile ApiResponse? _response;

    /// <summary>
    /// The response of the call's latest attempt, even if the vendor refused it; null before the call has ended, and when there was no response.
    /// </summary>
    /// <remarks>For a list it is the response of the page requested last, perhaps a prefetched one; <see cref="Page{T}.Response"/> belongs to a page.</remarks>
    public ApiResponse? Response
    {
        get => _response;
        internal set => _response = value;
    }

    /// <summary>The status only, because headers may contain personal data.</summary>
    /// <returns>For example <c>200</c>; empty without a response.</returns>
    public override string ToString() => _response?.ToString() ?? "";
}
