namespace IdentitySdk.Tests;

/// <summary>Asks the mock server for one status, and notes what it finds wrong with the request.</summary>
internal sealed class ViolationWatch(int status) : DelegatingHandler(new SocketsHttpHandler { AllowAutoRedirect = false })
{
    private int _answers;

    /// <summary>What is wrong; null when there was one answer with the status asked for and no violation.</summary>
    public string? Problem { get; private set; } = "nothing was sent";

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
            Problem = $"{request.Method} {request.RequestUri!.PathAndQuery} was answered {(int)response.StatusCode}: {await response.Content.ReadAsStringAsync(cancellationToken)}";
        }
        else
        {
            Problem = ++_answers == 1 ? null : "it was sent more than once";
        }

        return response;
    }
}
