namespace IdentitySdk.Core;

/// <summary>Puts the same header on every request; there is nothing to refresh.</summary>
internal sealed class FixedAuthenticator(string header) : IAuthenticator
{
    /// <summary>Checks a token and says how it is put to work.</summary>
    /// <exception cref="ArgumentException">The token is empty, a placeholder, or could not stand in a header.</exception>
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
