using System.Net;

namespace IdentitySdk.Tests.Auth;

/// <summary>A vendor's token endpoint and API that the test controls; it counts the requests to each.</summary>
internal sealed class TokenTransport : HttpMessageHandler
{
    private int _tokenRequests;
    private int _apiRequests;

    /// <summary>The response of the token endpoint; a valid token by default.</summary>
    public Func<CancellationToken, Task<HttpResponseMessage>> Token { get; set; } = _ => Task.FromResult(ScriptedTransport.Response(200, ValidToken));

    /// <summary>The response of the API; a user in the vendor's format by default.</summary>
    public Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> Api { get; set; } = (request, _) =>
        Task.FromResult(ScriptedTransport.Response(200, User(request)));

    public static string ValidToken => """{"access_token":"t1","token_type":"bearer","expires_in":3600}""";

    public int TokenRequests => _tokenRequests;

    public int ApiRequests => _apiRequests;

    /// <summary>A user in the format of the vendor that a request is sent to.</summary>
    public static string User(HttpRequestMessage request) =>
        request.RequestUri!.Host.StartsWith("onelogin", StringComparison.Ordinal)
            ? """{"status":{"error":false,"code":200},"data":[{"id":1}]}"""
            : """{"id":"1"}""";

    /// <summary>Sets the response to all further token requests.</summary>
    public void RespondToTokenRequests(HttpStatusCode status, string body = "") => Token = _ => Task.FromResult(ScriptedTransport.Response((int)status, body));

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.RequestUri!.AbsolutePath.EndsWith("/token", StringComparison.Ordinal))
        {
            Interlocked.Increment(ref _tokenRequests);
            return Token(cancellationToken);
        }

        Interlocked.Increment(ref _apiRequests);
        return Api(request, cancellationToken);
    }
}
