namespace IdentitySdk.Core;

/// <summary>Authenticator of a fixed secret: every request gets the same header, and nothing is refreshed.</summary>
internal sealed class FixedAuthenticator(string header) : IAuthenticator
{
    /// <summary>Checks a token and returns the factory of its authenticators.</summary>
    /// <exception cref="ArgumentException">The token is empty, a placeholder, or contains characters that a header cannot have.</exception>
    public static Func<CredentialContext, IAuthenticator> For(string scheme, string? token)
    {
        var header = $"{scheme} {Secret.Validate(token, nameof(token))}";
        return _ => new FixedAuthenticator(header);
    }

    public ValueTask AuthenticateAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Header.Authorize(request, header);
        return default;
    }

    public Replay Examine(HttpRequestMessage request, HttpResponseMessage response, ApiError? error) => Replay.None;

    public void Abandon(HttpRequestMessage request)
    {
    }
}
