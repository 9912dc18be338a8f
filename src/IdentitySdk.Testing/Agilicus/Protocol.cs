using IdentitySdk.Testing.Forms;
using IdentitySdk.Testing.Hosting;
using IdentitySdk.Testing.Resources;
using IdentitySdk.Testing.Tokens;

namespace IdentitySdk.Testing.Agilicus;

/// <summary>Agilicus' protocol. The vendor documents no rate limits.</summary>
internal sealed class Protocol : IVendorProtocol
{
    public Protocol(AgilicusEmulatorOptions options)
    {
        Auth = new Auth(options);
        Routes = Agilicus.Routes.Create(options, new UserStore(options.UserCount, new Seed(options.Oddities)), Auth);
    }

    public Auth Auth { get; }

    public string Origin { get; set; } = "";

    public RouteTable Routes { get; }

    public FormTable Forms { get; } = FormTable.Load("Agilicus");

    public StateGate Gate { get; } = new();

    public TimeSpan RateLimitWindow => TimeSpan.FromMinutes(1);

    public bool LimitsUnauthenticated => false;

    public string? RateLimitBucket(RequestContext context) => null;

    public ValueTask<EmulatorResponse?> AuthenticateAsync(RequestContext context) => ValueTask.FromResult(Auth.Check(context));

    public EmulatorResponse? CheckRequest(RequestContext context) => null;

    public EmulatorResponse? FormRefused(RequestContext context, FormError error) => null;

    public EmulatorResponse UnknownParameter(string name) => Errors.Of(400, $"query parameter(s) not allowed: {name}");

    public EmulatorResponse RouteNotFound(bool pathExists) => pathExists ? Errors.Of(405, "Method not allowed") : Errors.Of(404, "No such path");

    public EmulatorResponse Error(int status) => Errors.ForStatus(status);

    public EmulatorResponse RateLimited() => Errors.ForStatus(429);

    public EmulatorResponse TokenExpired(RequestContext context) => Errors.Unauthorized();

    public void RevokeTokens() => Auth.Tokens.RevokeAll();

    public void AddHeaders(RequestContext context, EmulatorResponse response) => response.With("x-request-id", TokenMint.Random(12));
}
