using System.Globalization;
using IdentitySdk.Testing.Forms;
using IdentitySdk.Testing.Hosting;
using IdentitySdk.Testing.Resources;
using IdentitySdk.Testing.Seeding;

namespace IdentitySdk.Testing.OneLogin;

/// <summary>OneLogin's protocol.</summary>
internal sealed class Protocol : IVendorProtocol
{
    private readonly ulong _instance = (ulong)Random.Shared.NextInt64();
    private long _requests;

    public Protocol(OneLoginEmulatorOptions options)
    {
        Auth = new Auth(options);
        Routes = OneLogin.Routes.Create(options, new UserStore(options.UserCount, new Seed(options.Oddities)), Auth);
    }

    public Auth Auth { get; }

    public string Origin { get; set; } = "";

    public RouteTable Routes { get; }

    public FormTable Forms { get; } = FormTable.Load("OneLogin");

    public StateGate Gate { get; } = new();

    public TimeSpan RateLimitWindow => TimeSpan.FromHours(1);

    /// <summary>A 401 has no rate-limit headers.</summary>
    public bool LimitsUnauthenticated => false;

    /// <summary>One bucket for the whole account; the authentication endpoints are not limited.</summary>
    public string? RateLimitBucket(RequestContext context) => context.Route is { IsAnonymous: false } ? "account" : null;

    public ValueTask<EmulatorResponse?> AuthenticateAsync(RequestContext context) => ValueTask.FromResult(Auth.Check(context));

    public EmulatorResponse? CheckRequest(RequestContext context) => null;

    public EmulatorResponse? FormRefused(RequestContext context, FormError error) => null;

    public EmulatorResponse UnknownParameter(string name) => Errors.Of(400, $"query parameter(s) not allowed: {name}");

    public EmulatorResponse RouteNotFound(bool pathExists) => Errors.Of(404, "No Route Exists");

    public EmulatorResponse Error(int status) => Errors.ForStatus(status);

    public EmulatorResponse RateLimited() => Errors.RateLimited();

    public EmulatorResponse TokenExpired(RequestContext context)
    {
        context.RateLimit = null;
        return Errors.AuthenticationFailure();
    }

    public void RevokeTokens() => Auth.Tokens.RevokeAll();

    public void AddHeaders(RequestContext context, EmulatorResponse response)
    {
        var id = BitMixer.Mix(_instance + (ulong)Interlocked.Increment(ref _requests));
        response.With("x-request-id", string.Create(CultureInfo.InvariantCulture, $"{id >> 32:X8}-{id & uint.MaxValue:X8}"));
        if (context.RateLimit is { } limit)
        {
            response.With("x-ratelimit-limit", limit.Limit.ToString(CultureInfo.InvariantCulture))
                .With("x-ratelimit-remaining", limit.Remaining.ToString(CultureInfo.InvariantCulture))
                .With("x-ratelimit-reset", limit.SecondsLeft.ToString(CultureInfo.InvariantCulture));
        }
    }
}
