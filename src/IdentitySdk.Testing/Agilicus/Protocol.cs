using IdentitySdk.Testing.Hosting;
using IdentitySdk.Testing.Resources;
using IdentitySdk.Testing.Schemas;
using IdentitySdk.Testing.Tokens;

namespace IdentitySdk.Testing.Agilicus;

/// <summary>Agilicus' protocol. The vendor documents no rate limits.</summary>
internal sealed class Protocol : VendorProtocol
{
    public Protocol(AgilicusEmulatorOptions options, ApiSchema? schema = null)
        : base(schema ?? ApiSchema.Load("Agilicus"))
    {
        Tenant = new Tenant(options);
        Auth = new Auth(options);
        Routes = Agilicus.Routes.Create(Tenant, Auth);
    }

    public Tenant Tenant { get; }

    public Auth Auth { get; }

    public override StateGate Gate => Tenant.Gate;

    public override RouteTable Routes { get; }

    public override ValueTask<EmulatorResponse?> AuthenticateAsync(RequestContext context) => ValueTask.FromResult(Auth.Check(context));

    /// <summary>A list has a limit of at least 1 and an offset of at least 0 (the examples of the vendor's later documents use these bounds).</summary>
    public override EmulatorResponse? CheckRequest(RequestContext context) =>
        context.Integer("limit") < 1 || context.Integer("offset") < 0 ? Errors.Of(400, "limit must be at least 1, offset at least 0") : null;

    /// <summary>The vendor's error is a sentence. Its wording is not known, so this one names the value.</summary>
    public override EmulatorResponse? SchemaErrorResponse(RequestContext context, SchemaError error) => Errors.Of(
        400, error is { Path: "", IsQuery: false } ? "The request body is not a JSON object" : $"{error.Path}: expected {error.Detail}");

    public override EmulatorResponse UnknownParameter(string name) => Errors.Of(400, $"Unknown query parameter: {name}");

    public override EmulatorResponse RouteNotFound(bool pathExists) => pathExists ? Errors.Of(405, "Method not allowed") : Errors.Of(404, "No such path");

    public override EmulatorResponse Error(int status) => Errors.ForStatus(status);

    public override void RevokeTokens() => Auth.Tokens.RevokeAll();

    public override EmulatorResponse Complete(RequestContext context, EmulatorResponse response) => response.With("x-request-id", TokenMint.Random(12));
}
