using IdentitySdk.Testing.Hosting;
using IdentitySdk.Testing.Tokens;

namespace IdentitySdk.Testing.Sample;

/// <summary>Access tokens and the bearer check.</summary>
internal sealed class Auth
{
    public Auth(SampleEmulatorOptions options)
    {
        Tokens = new(options.TimeProvider);
        var now = options.TimeProvider.GetUtcNow();
        LongLivedToken = TokenMint.Random(24);
        Tokens.Add(new AccessToken(LongLivedToken, now, now.AddDays(365)));
    }

    public AccessTokens<AccessToken> Tokens { get; }

    public string LongLivedToken { get; }

    public EmulatorResponse? Check(RequestContext context)
    {
        var parts = (context.Request.Header("Authorization") ?? "").Split(' ', 2, StringSplitOptions.TrimEntries);
        var isBearer = parts.Length == 2 && parts[0].Equals("Bearer", StringComparison.OrdinalIgnoreCase);
        return isBearer && Tokens.Find(parts[1]) is not null ? null : Errors.ForStatus(401);
    }
}
