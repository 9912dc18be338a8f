using System.Globalization;
using IdentitySdk.Testing.Hosting;
using IdentitySdk.Testing.Tokens;

namespace IdentitySdk.Testing.Okta;

/// <summary>Okta on the wire: which parts answer, and the headers of every answer.</summary>
internal sealed class Wire : IVendorWire
{
    private readonly Seed seed;

    public Wire(OktaEmulatorOptions options)
    {
        seed = new Seed(options.Oddities);
        Auth = new Auth(options);
        Routes = Okta.Routes.Create(options, new UserStore(options.UserCount, seed), Auth);
    }

    public Auth Auth { get; }

    public RouteTable Routes { get; }

    public string Origin
    {
        get => seed.Origin;
        set => seed.Origin = value;
    }

    public TimeSpan RateLimitWindow => TimeSpan.FromMinutes(1);

    public bool LimitsUnauthenticated => true;

    /// <summary>One budget per path pattern and verb.</summary>
    public string? RateLimitBucket(Call call) => $"{call.Request.Method} {call.Route?.Template}";

    public ValueTask<Reply?> AuthenticateAsync(Call call) => Auth.CheckAsync(call);

    public Reply NoRoute(bool pathExists) =>
        pathExists ? Errors.MethodNotSupported() : Errors.Of(404, "E0000008", "The requested path was not found");

    public Reply Failure(int status) => Errors.ForStatus(status);

    public Reply RateLimited() => Errors.RateLimited();

    public Reply TokenExpired(Call call) => Auth.Refuse(call);

    public void RevokeTokens() => Auth.Tokens.RevokeAll();

    public void AddHeaders(Call call, Reply reply)
    {
        reply.With("X-Okta-Request-Id", TokenMint.Random(18));
        if (call.RateLimit is { } limit)
        {
            reply.With("X-Rate-Limit-Limit", limit.Limit.ToString(CultureInfo.InvariantCulture))
                .With("X-Rate-Limit-Remaining", limit.Remaining.ToString(CultureInfo.InvariantCulture))
                .With("X-Rate-Limit-Reset", limit.Reset.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        }
    }
}
