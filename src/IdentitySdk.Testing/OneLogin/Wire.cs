using System.Globalization;
using IdentitySdk.Testing.Hosting;
using IdentitySdk.Testing.Seeding;

namespace IdentitySdk.Testing.OneLogin;

/// <summary>OneLogin on the wire: which parts answer, and the headers of every answer.</summary>
internal sealed class Wire : IVendorWire
{
    private readonly ulong instance = (ulong)Random.Shared.NextInt64();
    private long requests;

    public Wire(OneLoginEmulatorOptions options)
    {
        Auth = new Auth(options);
        Routes = OneLogin.Routes.Create(options, new UserStore(options.UserCount, new Seed(options.Oddities)), Auth);
    }

    public Auth Auth { get; }

    public string Origin { get; set; } = "";

    public RouteTable Routes { get; }

    public TimeSpan RateLimitWindow => TimeSpan.FromHours(1);

    /// <summary>A 401 carries no rate-limit headers.</summary>
    public bool LimitsUnauthenticated => false;

    /// <summary>One budget for the whole account; the authentication endpoints are outside it.</summary>
    public string? RateLimitBucket(Call call) => call.Route is { IsAnonymous: false } ? "account" : null;

    public ValueTask<Reply?> AuthenticateAsync(Call call) => ValueTask.FromResult(Auth.Check(call));

    public Reply NoRoute(bool pathExists) => Errors.Of(404, "No Route Exists");

    public Reply Failure(int status) => Errors.ForStatus(status);

    public Reply RateLimited() => Errors.RateLimited();

    public Reply TokenExpired(Call call)
    {
        call.RateLimit = null;
        return Errors.AuthenticationFailure();
    }

    public void RevokeTokens() => Auth.Tokens.RevokeAll();

    public void AddHeaders(Call call, Reply reply)
    {
        var id = Scramble.Mix(instance + (ulong)Interlocked.Increment(ref requests));
        reply.With("x-request-id", string.Create(CultureInfo.InvariantCulture, $"{id >> 32:X8}-{id & uint.MaxValue:X8}"));
        if (call.RateLimit is { } limit)
        {
            reply.With("x-ratelimit-limit", limit.Limit.ToString(CultureInfo.InvariantCulture))
                .With("x-ratelimit-remaining", limit.Remaining.ToString(CultureInfo.InvariantCulture))
                .With("x-ratelimit-reset", limit.SecondsLeft.ToString(CultureInfo.InvariantCulture));
        }
    }
}
