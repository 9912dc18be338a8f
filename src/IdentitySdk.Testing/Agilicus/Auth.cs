using System.Text.Json.Nodes;
using IdentitySdk.Testing.Hosting;
using IdentitySdk.Testing.Tokens;

namespace IdentitySdk.Testing.Agilicus;

/// <summary>Access tokens (ES256, with the caller's organisation in <c>org</c>) and the bearer check.</summary>
internal sealed class Auth
{
    private readonly AgilicusEmulatorOptions options;
    private readonly TokenMint mint = new();

    public Auth(AgilicusEmulatorOptions options)
    {
        this.options = options;
        Tokens = new(options.TimeProvider);
        Document = new(options.TimeProvider);
        LongLivedToken = Issue(TimeSpan.FromDays(365)).Value;
    }

    public AccessTokens<AccessToken> Tokens { get; }

    public AuthenticationDocument Document { get; }

    public string LongLivedToken { get; }

    public AccessToken Issue() => Issue(options.TokenLifetime ?? TimeSpan.FromHours(1));

    public Reply? Check(Call call)
    {
        var parts = (call.Request.Header("Authorization") ?? "").Split(' ', 2, StringSplitOptions.TrimEntries);
        var isBearer = parts.Length == 2 && parts[0].Equals("Bearer", StringComparison.OrdinalIgnoreCase);
        return isBearer && Tokens.Find(parts[1]) is not null ? null : Errors.Unauthorized();
    }

    private AccessToken Issue(TimeSpan lifetime)
    {
        var now = options.TimeProvider.GetUtcNow();
        var value = mint.Sign(new JsonObject
        {
            ["sub"] = Document.UserId, ["org"] = Seed.OrgId, ["jti"] = TokenMint.Random(12), ["aud"] = "https://api.agilicus.com",
            ["iat"] = now.ToUnixTimeSeconds(), ["exp"] = (now + lifetime).ToUnixTimeSeconds(),
        });
        var token = new AccessToken(value, now, now + lifetime);
        Tokens.Add(token);
        return token;
    }
}
