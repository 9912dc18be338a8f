using System.Net;

namespace IdentitySdk.Core;

/// <summary>Puts the token in hand on every request and asks for another after a refusal.</summary>
internal sealed class TokenAuthenticator(TokenSource tokens) : IAuthenticator
{
    /// <summary>An authenticator for one client of a vendor.</summary>
    /// <param name="context">The client.</param>
    /// <param name="fetch">Gets a token; never called twice at the same time.</param>
    /// <param name="cacheKey">Names the token in the client's cache; null for a token that no other client could use.</param>
    public static TokenAuthenticator Create(CredentialContext context, Func<CancellationToken, Task<AccessToken>> fetch, Func<string?> cacheKey) =>
        Create(context, fetch, cacheKey, context.MaxTotalTime);

    /// <summary>Says how a function of the caller's is put to work; its failures are the credential's, not the transport's.</summary>
    /// <exception cref="ArgumentNullException">There is no function.</exception>
    public static Func<CredentialContext, IAuthenticator> For(Func<CancellationToken, Task<AccessToken>>? getToken)
    {
        _ = getToken ?? throw new ArgumentNullException(nameof(getToken));

        // To the client the function is one attempt, however many it may make.
        return context => Create(
            context,
            cancellationToken => CallAsync(context.Vendor, getToken, cancellationToken),
            static () => null,
            context.WaitTime);
    }

    public TokenSource Tokens => tokens;

    public async ValueTask AuthenticateAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var token = await tokens.GetAsync(request, cancellationToken).ConfigureAwait(false);
        Header.Authorize(request, token.Header);
    }

    public Replay Examine(HttpRequestMessage request, HttpResponseMessage response, ApiError? error) =>
        response.StatusCode == HttpStatusCode.Unauthorized ? tokens.Reject(ReadToken(request)) : Replay.None;

    public void Abandon(HttpRequestMessage request)
    {
    }

    /// <summary>The token that was sent, as it was sent: .NET takes few of the characters that a token may have for a parameter.</summary>
    private static string? ReadToken(HttpRequestMessage request) =>
        HeaderValue.First(request.Headers, "Authorization") is { } header ? header[(header.IndexOf(' ') + 1)..] : null;

    private static TokenAuthenticator Create(
        CredentialContext context, Func<CancellationToken, Task<AccessToken>> fetch, Func<string?> cacheKey, TimeSpan maxTime)
    {
        var shared = new SharedTokenCache(context.Cache, cacheKey, context.Vendor, context.Logger, context.Clock, context.CacheTimeout)
        {
            // Half of the calls' time is left to request a token.
            MaxTime = TimeSpan.FromTicks(context.WaitTime.Ticks / 2),
        };
        return new(new TokenSource(fetch, context.Clock, shared, maxTime, Jitter.Next));
    }

    private static async Task<AccessToken> CallAsync(string vendor, Func<CancellationToken, Task<AccessToken>> getToken, CancellationToken cancellationToken)
    {
        try
        {
            return await getToken(cancellationToken).ConfigureAwait(false) ?? throw new InvalidOperationException("The credential's function returned null.");
        }
        catch (Exception exception) when (exception is not IdentityApiException)
        {
            throw new CredentialException(new FailureDetails(vendor, "access token"), "the credential's function gave none", exception);
        }
    }
}
