using IdentitySdk.Testing.Forms;
using IdentitySdk.Testing.Hosting;
using IdentitySdk.Testing.Resources;
using IdentitySdk.Testing.Tokens;

namespace IdentitySdk.Testing.Agilicus;

/// <summary>Agilicus' protocol. The vendor documents no rate limits.</summary>
internal sealed class Protocol : IVendorProtocol
{
    public Protocol(AgilicusEmulatorOptions options, FormTable? forms = null)
    {
        Forms = forms ?? FormTable.Load("Agilicus");
        Tenant = new Tenant(options);
        Auth = new Auth(options);
        Routes = Agilicus.Routes.Create(Tenant, Auth);
    }

    public Tenant Tenant { get; }

    public Auth Auth { get; }

    public FormTable Forms { get; }

    public StateGate Gate => Tenant.Gate;

    public string Origin { get; set; } = "";

    public RouteTable Routes { get; }

    public TimeSpan RateLimitWindow => TimeSpan.FromMinutes(1);

    public bool LimitsUnauthenticated => false;

    public string? RateLimitBucket(RequestContext context) => null;

    public ValueTask<EmulatorResponse?> AuthenticateAsync(RequestContext context) => ValueTask.FromResult(Auth.Check(context));

    /// <summary>
    /// Lists take at least one row, and begin at the first or later (the examples of the vendor's later documents are made from these bounds).
    /// </summary>
    public EmulatorResponse? CheckRequest(RequestContext context)
    {
        if ((context.TryQuery("limit", out var limit) && limit < 1) || (context.TryQuery("offset", out var offset) && offset < 0))
        {
            return Errors.Of(400, "limit must be at least 1, offset at least 0");
        }

        return context.Form is { HasBody: true } && context.ReadJson() is null ? Errors.InvalidJson() : null;
    }

    /// <summary>The vendor's error is a sentence; which value it means is all that is known.</summary>
    public EmulatorResponse? FormRefused(RequestContext context, FormError error) => Errors.Of(400, $"{error.Path}: expected {error.Detail}");

    public EmulatorResponse UnknownParameter(string name) => Errors.Of(400, $"Unknown query parameter: {name}");

    public EmulatorResponse RouteNotFound(bool pathExists) => pathExists ? Errors.Of(405, "Method not allowed") : Errors.Of(404, "No such path");

    public EmulatorResponse Error(int status) => Errors.ForStatus(status);

    public EmulatorResponse RateLimited() => Errors.ForStatus(429);

    public EmulatorResponse TokenExpired(RequestContext context) => Errors.Unauthorized();

    public void RevokeTokens() => Auth.Tokens.RevokeAll();

    public EmulatorResponse Complete(RequestContext context, EmulatorResponse response) => response.With("x-request-id", TokenMint.Random(12));
}
