namespace IdentitySdk.Tests;

/// <summary>Requests one status from the mock server and records the violations that it reports.</summary>
internal sealed class ViolationWatch(int status) : DelegatingHandler(new SocketsHttpHandler { AllowAutoRedirect = false })
{
    private int _responses;

    /// <summary>The problem; null after exactly one response with the requested status and without violations.</summary>
    public string? Problem { get; private set; } = "no request was sent";

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Headers.Add("Prefer", $"code={status}");
        var response = await base.SendAsync(request, cancellationToken);
        if (response.Headers.TryGetValues("sl-violations", out var violations))
        {
            Problem = $"{request.Method} {request.RequestUri!.PathAndQuery} violates the specification: {string.Join(" ", violations)}";
        }
        else if ((int)response.StatusCode != status)
        {
            var body = await response.Content.ReadAsStringAsync(cancellationToken);
            Problem = $"{request.Method} {request.RequestUri!.PathAndQuery} got status {(int)response.StatusCode}: {body}";
        }
        else
        {
            Problem = ++_responses == 1 ? null : "the request was sent more than once";
        }

        return response;
    }
}
