using System.Text;

namespace IdentitySdk.Core;

/// <summary>One attempt from its first byte to its last: the time it may take, the body it may send back, and what a refusal says.</summary>
internal sealed class TransportHandler(VendorRules vendor, TimeProvider clock, int maxResponseBytes) : DelegatingHandler
{
    private const int MaxErrorBytes = 16 * 1024;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (ApiCall.Of(request) is not { } call)
        {
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }

        using var timeout = clock.CancelAfter(call.AttemptTimeout);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        HttpResponseMessage? response = null;
        try
        {
            response = await base.SendAsync(request, either.Token).ConfigureAwait(false);
            var isSuccess = response.IsSuccessStatusCode;
            var body = await ResponseBody.ReadAsync(response.Content, isSuccess ? maxResponseBytes : MaxErrorBytes, either.Token).ConfigureAwait(false);
            Receive(call, response, body, isSuccess);

            // The body is the call's now; an HttpClient further out must not look for it in the response.
            response.Content?.Dispose();
            response.Content = null;
            return response;
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            response?.Dispose();
            throw new AttemptTimeoutException();
        }
        catch
        {
            response?.Dispose();
            throw;
        }
    }

    private void Receive(ApiCall call, HttpResponseMessage response, ResponseBody body, bool isSuccess)
    {
        var now = clock.GetUtcNow();
        var requestId = vendor.RequestIdHeader is { } header && response.Headers.TryGetValues(header, out var values) ? values.FirstOrDefault() : null;
        var described = new ApiResponse(response, requestId, vendor.ReadRateLimit(response.Headers, now));
        if (isSuccess)
        {
            call.Received(described, body, null, null);
            return;
        }

        var text = Text(body.Bytes);
        var error = vendor.ReadError((int)response.StatusCode, response.Headers, text) with { RawBody = text };
        call.Received(described, body, error, vendor.ReadRetryAfter(response, error, now));
    }

    private static string Text(ReadOnlySpan<byte> bytes)
    {
#if NET8_0_OR_GREATER
        return Encoding.UTF8.GetString(bytes);
#else
        return Encoding.UTF8.GetString(bytes.ToArray());
#endif
    }
}
