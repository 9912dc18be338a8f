using System.Globalization;
using IdentitySdk.Testing.Hosting;
using IdentitySdk.Testing.Tokens;

namespace IdentitySdk.Testing.Okta;

/// <summary>Okta's protocol.</summary>
internal sealed class Protocol : IVendorProtocol
{
    private readonly Seed _seed;

    public Protocol(OktaEmulatorOptions options)
    {
        _seed = new Seed(options.Oddities);
        Auth = new Auth(options);
        Routes = Okta.Routes.Create(options, new UserStore(options.UserCount, _seed), Auth);
    }

    public Auth Auth { get; }

    public RouteTable Routes { get; }

    public string Origin
    {
        get => _seed.Origin;
        set => _seed.Origin = value;
    }

    public TimeSpan RateLimitWindow => TimeSpan.FromMinutes(1);

    public bool LimitsUnauthenticated => true;

    /// <summary>One bucket per path template and verb.</summary>
    public string? RateLimitBucket(RequestContext context) => $"{context.Request.Method} {context.Route?.Template}";

    public ValueTask<EmulatorResponse?> AuthenticateAsync(RequestContext context) => Auth.CheckAsync(context);

    public EmulatorResponse RouteNotFound(bool pathExists) =>
        pathExists ? Errors.MethodNotSupported() : Errors.Of(404, "E0000008", "The requested path was not found");

    public EmulatorResponse Error(int status) => Errors.ForStatus(status);

    public EmulatorResponse RateLimited() => Errors.RateLimited();

    public EmulatorResponse TokenExpired(RequestContext context) => Auth.InvalidTokenResponse(context);

    public void RevokeTokens() => Auth.Tokens.RevokeAll();

    public void AddHeaders(RequestContext context, EmulatorResponse response)
    {
        response.With("X-Okta-Request-Id", TokenMint.Random(18));
        if (context.RateLimit is { } limit)
        {
            response.With("X-Rate-Limit-Limit", limit.Limit.ToString(CultureInfo.InvariantCulture))
                .With("X-Rate-Limit-Remaining", limit.Remaining.ToString(CultureInfo.InvariantCulture))
                .With("X-Rate-Limit-Reset", limit.Reset.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        }
    }
}
