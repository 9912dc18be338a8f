using System.Globalization;
using IdentitySdk.Testing.Hosting;
using IdentitySdk.Testing.Resources;
using IdentitySdk.Testing.Schemas;
using IdentitySdk.Testing.Tokens;

namespace IdentitySdk.Testing.Okta;

/// <summary>Okta's protocol.</summary>
internal sealed class Protocol : VendorProtocol
{
    public Protocol(OktaEmulatorOptions options, ApiSchema? schema = null)
        : base(schema ?? ApiSchema.Load("Okta"))
    {
        Tenant = new Tenant(options, Schema);
        Auth = new Auth(options);
        Routes = Okta.Routes.Create(Tenant, Auth);
    }

    public Tenant Tenant { get; }

    public Auth Auth { get; }

    public override StateGate Gate => Tenant.Gate;

    public override RouteTable Routes { get; }

    public override string Origin
    {
        get => Tenant.Origin;
        set => Tenant.Origin = value;
    }

    public override bool LimitsUnauthenticated => true;

    /// <summary>One bucket per path template and verb.</summary>
    public override string? RateLimitBucket(RequestContext context) => $"{context.Request.Method} {context.Route?.Template}";

    public override ValueTask<EmulatorResponse?> AuthenticateAsync(RequestContext context) => Auth.CheckAsync(context);

    /// <summary>A POST or PUT must have a length, even without a body, and a body must be JSON (Okta's reference).</summary>
    public override EmulatorResponse? CheckRequest(RequestContext context)
    {
        var request = context.Request;
        if (request.Method is "POST" or "PUT" && !context.Received.HasBodyLength)
        {
            return EmulatorResponse.Empty(411);
        }

        return context.Operation is { HasBody: true } && request.Body.Length > 0
            && request.Header("Content-Type")?.StartsWith("application/json", StringComparison.OrdinalIgnoreCase) != true
            ? Errors.UnsupportedContent()
            : null;
    }

    /// <summary>Null clears a property, a limit above the maximum is the maximum, and creation itself checks its required members.</summary>
    public override EmulatorResponse? SchemaErrorResponse(RequestContext context, SchemaError error) => error switch
    {
        { Rule: SchemaRule.Null, Path: not "" } or { Rule: SchemaRule.Maximum, IsQuery: true } or { Rule: SchemaRule.Required, Path: "profile" } => null,
        { Rule: SchemaRule.Required, IsQuery: true } => Errors.MissingParameter(error.Path),
        { Rule: SchemaRule.Count, Path: "groupIds" } => Errors.Of(400, "E0000093", "Target count limit exceeded"),
        { IsQuery: false, Path: "" } => Errors.NotWellFormed(),
        { IsQuery: false, Rule: SchemaRule.Type } when !error.Path.StartsWith("profile.", StringComparison.Ordinal) => Errors.NotWellFormed(),
        _ => Errors.Validation(error.Name, $"{error.Name}: Does not have the form {error.Detail}"),
    };

    public override EmulatorResponse UnknownParameter(string name) => Errors.Validation(name, $"{name}: The operation has no such parameter");

    public override EmulatorResponse RouteNotFound(bool pathExists) =>
        pathExists ? Errors.MethodNotSupported() : Errors.Of(404, "E0000008", "The requested path was not found");

    public override EmulatorResponse Error(int status) => Errors.ForStatus(status);

    public override EmulatorResponse TokenExpired(RequestContext context) => Auth.InvalidTokenResponse(context);

    public override void RevokeTokens() => Auth.Tokens.RevokeAll();

    public override EmulatorResponse Complete(RequestContext context, EmulatorResponse response)
    {
        response.With("X-Okta-Request-Id", TokenMint.Random(18));
        if (context.RateLimit is { } limit)
        {
            response.With("X-Rate-Limit-Limit", limit.Limit.ToString(CultureInfo.InvariantCulture))
                .With("X-Rate-Limit-Remaining", limit.Remaining.ToString(CultureInfo.InvariantCulture))
                .With("X-Rate-Limit-Reset", limit.ResetSeconds.ToString(CultureInfo.InvariantCulture));
        }

        return response;
    }
}
