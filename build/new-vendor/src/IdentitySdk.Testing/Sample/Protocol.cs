using IdentitySdk.Testing.Forms;
using IdentitySdk.Testing.Hosting;
using IdentitySdk.Testing.Resources;
using IdentitySdk.Testing.Tokens;

namespace IdentitySdk.Testing.Sample;

/// <summary>Sample's protocol.</summary>
internal sealed class Protocol : IVendorProtocol
{
    public Protocol(SampleEmulatorOptions options)
    {
        Forms = FormTable.Load("Sample");
        Gate = new(options.TimeProvider);
        Auth = new Auth(options);
        var users = new Users(options);
        Routes.Add("GET", "/users", users.List);
        Routes.Add("GET", "/users/{user_id}", users.Get);
    }

    public Auth Auth { get; }

    public FormTable Forms { get; }

    public StateGate Gate { get; }

    public string Origin { get; set; } = "";

    public RouteTable Routes { get; } = new();

    public TimeSpan RateLimitWindow => TimeSpan.FromMinutes(1);

    public bool LimitsUnauthenticated => false;

    public string? RateLimitBucket(RequestContext context) => null;

    public ValueTask<EmulatorResponse?> AuthenticateAsync(RequestContext context) => ValueTask.FromResult(Auth.Check(context));

    public EmulatorResponse? CheckRequest(RequestContext context) =>
        context.Form is { HasBody: true } && context.ReadJson() is null ? Errors.Of(400, "invalid_json", "The body is not a JSON object") : null;

    public EmulatorResponse? FormRefused(RequestContext context, FormError error) => Errors.Of(400, "invalid_value", $"{error.Path}: expected {error.Detail}");

    public EmulatorResponse UnknownParameter(string name) => Errors.Of(400, "unknown_parameter", name);

    public EmulatorResponse RouteNotFound(bool pathExists) =>
        pathExists ? Errors.Of(405, "method_not_allowed", "No such method") : Errors.Of(404, "no_such_path", "No such path");

    public EmulatorResponse Error(int status) => Errors.ForStatus(status);

    public EmulatorResponse RateLimited() => Errors.ForStatus(429);

    public EmulatorResponse TokenExpired(RequestContext context) => Errors.ForStatus(401);

    public void RevokeTokens() => Auth.Tokens.RevokeAll();

    public EmulatorResponse Complete(RequestContext context, EmulatorResponse response) => response.With("x-request-id", TokenMint.Random(12));
}
