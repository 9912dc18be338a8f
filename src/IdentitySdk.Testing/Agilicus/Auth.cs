using System.Text.Json.Nodes;
using IdentitySdk.Testing.Hosting;
using IdentitySdk.Testing.Tokens;

namespace IdentitySdk.Testing.Agilicus;

/// <summary>Issues access tokens (ES256, with the caller's organisation in <c>org</c>) and authenticates requests.</summary>
internal sealed class Auth
{
    private readonly AgilicusEmulatorOptions _options;
    private readonly TokenMint _mint = new();

    public Auth(AgilicusEmulatorOptions options)
    {
        this._options = options;
        Tokens = new(options.TimeProvider);
        Document = new(options.TimeProvider);
        LongLivedToken = Issue(TimeSpan.FromDays(365)).Value;
    }

    public AccessTokens Tokens { get; }

    public AuthenticationDocument Document { get; }

    public string LongLivedToken { get; }

    public AccessToken Issue() => Issue(_options.TokenLifetime ?? TimeSpan.FromHours(1));

    public EmulatorResponse? Check(RequestContext context) =>
        Tokens.FindBearer(context.Request.Header("Authorization")) is null ? Errors.Unauthorized() : null;

    private AccessToken Issue(TimeSpan lifetime)
    {
        var now = _options.TimeProvider.GetUtcNow();
        var value = _mint.Sign(new JsonObject
        {
            ["sub"] = Document.UserId, ["org"] = Seed.OrgId, ["jti"] = TokenMint.Random(12), ["aud"] = "https://api.agilicus.com",
            ["iat"] = now.ToUnixTimeSeconds(), ["exp"] = (now + lifetime).ToUnixTimeSeconds(),
        });
        var token = new AccessToken(value, now, now + lifetime);
        Tokens.Add(token);
        return token;
    }
}
