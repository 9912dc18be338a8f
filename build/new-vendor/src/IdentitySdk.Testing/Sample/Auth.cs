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

    public AccessTokens Tokens { get; }

    public string LongLivedToken { get; }

    public EmulatorResponse? Check(RequestContext context) =>
        Tokens.FindBearer(context.Request.Header("Authorization")) is null ? Errors.ForStatus(401) : null;
}
