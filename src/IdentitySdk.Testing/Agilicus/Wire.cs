using IdentitySdk.Testing.Hosting;
using IdentitySdk.Testing.Tokens;

namespace IdentitySdk.Testing.Agilicus;

/// <summary>Agilicus on the wire: which parts answer. It documents no rate limits.</summary>
internal sealed class Wire : IVendorWire
{
    public Wire(AgilicusEmulatorOptions options)
    {
        Auth = new Auth(options);
        Routes = Agilicus.Routes.Create(options, new UserStore(options.UserCount, new Seed(options.Oddities)), Auth);
    }

    public Auth Auth { get; }

    public string Origin { get; set; } = "";

    public RouteTable Routes { get; }

    public TimeSpan RateLimitWindow => TimeSpan.FromMinutes(1);

    public bool LimitsUnauthenticated => false;

    public string? RateLimitBucket(Call call) => null;

    public ValueTask<Reply?> AuthenticateAsync(Call call) => ValueTask.FromResult(Auth.Check(call));

    public Reply NoRoute(bool pathExists) => pathExists ? Errors.Of(405, "Method not allowed") : Errors.Of(404, "No such path");

    public Reply Failure(int status) => Errors.ForStatus(status);

    public Reply RateLimited() => Errors.ForStatus(429);

    public Reply TokenExpired(Call call) => Errors.Unauthorized();

    public void RevokeTokens() => Auth.Tokens.RevokeAll();

    public void AddHeaders(Call call, Reply reply) => reply.With("x-request-id", TokenMint.Random(12));
}
