using System.Net;

namespace IdentitySdk.Core;

/// <summary>Authenticator with an access token: it adds the current token to every request, and gets another when the vendor refuses it.</summary>
internal sealed class TokenAuthenticator(TokenSource tokens) : IAuthenticator
{
    /// <summary>Creates the authenticator of one client.</summary>
    /// <param name="context">The client.</param>
    /// <param name="fetch">Requests a token; never called concurrently.</param>
    /// <param name="cacheKey">Gets the key of the token in the client's cache; null for a token that no other client could use.</param>
    /// <param name="maxTime">Time-out of a refresh; null takes the client's MaxTotalTime.</param>
    public static TokenAuthenticator Create(
        CredentialContext context, Func<CancellationToken, Task<AccessToken>> fetch, Func<string?> cacheKey, TimeSpan? maxTime = null)
    {
        var shared = new SharedTokenCache(context.Cache, cacheKey, context.Vendor, context.Logger, context.Clock, context.CacheTimeout)
        {
            // The other half of the time is left to request a token.
            MaxTime = TimeSpan.FromTicks(context.WaitTime.Ticks / 2),
        };
        return new(new TokenSource(fetch, context.Clock, shared, maxTime ?? context.MaxTotalTime, Jitter.Next));
    }

    /// <summary>Returns the factory of authenticators that get their tokens from a function of the caller's.</summary>
    /// <exception cref="ArgumentNullException">The function is null.</exception>
    public static Func<CredentialContext, IAuthenticator> For(Func<CancellationToken, Task<AccessToken>>? getToken)
    {
        _ = getToken ?? throw new ArgumentNullException(nameof(getToken));

        // The function counts as one attempt, however many it makes.
        return context => Create(
            context, cancellationToken => CallAsync(context.Vendor, getToken, cancellationToken), static () => null, context.WaitTime);
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

    /// <summary>Reads the token from the header as text, because .NET parses few of the characters that a token may contain.</summary>
    private static string? ReadToken(HttpRequestMessage request) =>
        HeaderValue.First(request.Headers, "Authorization") is { } header ? header[(header.IndexOf(' ') + 1)..] : null;

    /// <exception cref="CredentialException">The function failed: its exceptions are the credential's, not the transport's.</exception>
    private static async Task<AccessToken> CallAsync(string vendor, Func<CancellationToken, Task<AccessToken>> getToken, CancellationToken cancellationToken)
    {
        try
        {
            return await getToken(cancellationToken).ConfigureAwait(false) ?? throw new InvalidOperationException("The credential's function returned null.");
        }
        catch (Exception exception) when (exception is not IdentityApiException)
        {
            throw new CredentialException(new FailureDetails(vendor, "access token"), "the credential's function returned none", exception);
        }
    }
}
