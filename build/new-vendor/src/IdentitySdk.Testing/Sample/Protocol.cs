using IdentitySdk.Testing.Hosting;
using IdentitySdk.Testing.Resources;
using IdentitySdk.Testing.Schemas;
using IdentitySdk.Testing.Tokens;

namespace IdentitySdk.Testing.Sample;

/// <summary>Sample's protocol.</summary>
internal sealed class Protocol : VendorProtocol
{
    public Protocol(SampleEmulatorOptions options)
        : base(ApiSchema.Load("Sample"))
    {
        Gate = new(options.TimeProvider);
        Auth = new Auth(options);
        var users = new Users(options);
        Routes.Add("GET", "/users", users.List);
        Routes.Add("GET", "/users/{user_id}", users.Get);
    }

    public Auth Auth { get; }

    public override StateGate Gate { get; }

    public override RouteTable Routes { get; } = new();

    public override ValueTask<EmulatorResponse?> AuthenticateAsync(RequestContext context) => ValueTask.FromResult(Auth.Check(context));

    public override EmulatorResponse? CheckRequest(RequestContext context) =>
        context.Operation is { HasBody: true } && context.ReadJson() is null ? Errors.Of(400, "invalid_json", "The body is not a JSON object") : null;

    public override EmulatorResponse? SchemaErrorResponse(RequestContext context, SchemaError error) =>
        Errors.Of(400, "invalid_value", $"{error.Path}: expected {error.Detail}");

    public override EmulatorResponse UnknownParameter(string name) => Errors.Of(400, "unknown_parameter", name);

    public override EmulatorResponse RouteNotFound(bool pathExists) =>
        pathExists ? Errors.Of(405, "method_not_allowed", "No such method") : Errors.Of(404, "no_such_path", "No such path");

    public override EmulatorResponse Error(int status) => Errors.ForStatus(status);

    public override void RevokeTokens() => Auth.Tokens.RevokeAll();

    public override EmulatorResponse Complete(RequestContext context, EmulatorResponse response) => response.With("x-request-id", TokenMint.Random(12));
}
