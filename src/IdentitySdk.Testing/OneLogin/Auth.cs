using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using IdentitySdk.Testing.Hosting;
using IdentitySdk.Testing.Tokens;

namespace IdentitySdk.Testing.OneLogin;

/// <summary>The API credential and its current token; authenticates requests.</summary>
internal sealed partial class Auth(OneLoginEmulatorOptions options)
{
    private readonly object _gate = new();
    private AccessToken? _current;

    public string ClientId { get; } = NewSecret();

    public string ClientSecret { get; } = NewSecret();

    public AccessTokens Tokens { get; } = new(options.TimeProvider);

    /// <summary>The current token: the same one for all clients of this credential until it expires or is revoked.</summary>
    public AccessToken Current()
    {
        lock (_gate)
        {
            if (_current is null || Tokens.Find(_current.Value) is null)
            {
                var now = options.TimeProvider.GetUtcNow();
                _current = new AccessToken(NewSecret(), now, now + (options.TokenLifetime ?? TimeSpan.FromHours(10)));
                Tokens.Add(_current);
            }

            return _current;
        }
    }

    public EmulatorResponse? Check(RequestContext context)
    {
        // Old documentation has "bearer:<token>", everything else "bearer <token>"; both are accepted.
        var match = Bearer().Match(context.Request.Header("Authorization") ?? "");
        if (!match.Success)
        {
            return Errors.Of(400, "Authorization Information is incorrect");
        }

        return Tokens.Find(match.Groups[1].Value) is null ? Errors.AuthenticationFailure() : null;
    }

    /// <summary>Null when the client's id and secret are valid. They are read from the header in either style, otherwise from the form.</summary>
    public EmulatorResponse? CheckClient(RequestContext context, IReadOnlyDictionary<string, string>? form)
    {
        var (id, secret) = context.Request.Header("Authorization") is { Length: > 0 } header
            ? FromHeader(header)
            : (form?.GetValueOrDefault("client_id"), form?.GetValueOrDefault("client_secret"));
        if (id is null || secret is null)
        {
            return Errors.Of(400, "The authorization information is missing");
        }

        return id == ClientId && secret == ClientSecret ? null : Errors.AuthenticationFailure();
    }

    private static (string? Id, string? Secret) FromHeader(string header)
    {
        if (Custom().Match(header) is { Success: true } custom)
        {
            return (custom.Groups[1].Value, custom.Groups[2].Value);
        }

        var bytes = new byte[header.Length];
        if (!header.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase) || !Convert.TryFromBase64String(header[6..], bytes, out var count))
        {
            return (null, null);
        }

        return Encoding.UTF8.GetString(bytes, 0, count).Split(':', 2) is [var id, var secret] ? (id, secret) : (null, null);
    }

    private static string NewSecret() => Convert.ToHexString(RandomNumberGenerator.GetBytes(32)).ToLowerInvariant();

    [GeneratedRegex(@"^bearer[\s:]\s*(\S+)$", RegexOptions.IgnoreCase)]
    private static partial Regex Bearer();

    [GeneratedRegex(@"^client_id:\s*([^,\s]+)\s*,\s*client_secret:\s*(\S+)$")]
    private static partial Regex Custom();
}
