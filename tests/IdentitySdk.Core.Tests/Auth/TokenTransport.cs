using System.Net;

namespace IdentitySdk.Tests.Auth;

/// <summary>A vendor's token endpoint and its API, each in the test's hands, and how often each was asked.</summary>
internal sealed class TokenTransport : HttpMessageHandler
{
    private int _tokenRequests;
    private int _apiRequests;

    /// <summary>What the token endpoint answers; a good token by default.</summary>
    public Func<CancellationToken, Task<HttpResponseMessage>> Token { get; set; } = _ => Task.FromResult(ScriptedTransport.Response(200, GoodToken));

    /// <summary>What the API answers; a user in each vendor's form by default.</summary>
    public Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> Api { get; set; } = (request, _) => Task.FromResult(ScriptedTransport.Response(
        200, request.RequestUri!.Host.StartsWith("onelogin", StringComparison.Ordinal) ? """{"status":{"error":false,"code":200},"data":[{"id":1}]}""" : """{"id":"1"}"""));

    public static string GoodToken => """{"access_token":"t1","token_type":"bearer","expires_in":3600}""";

    public int TokenRequests => _tokenRequests;

    public int ApiRequests => _apiRequests;

    public void Refuse(HttpStatusCode status, string body = "") => Token = _ => Task.FromResult(ScriptedTransport.Response((int)status, body));

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
