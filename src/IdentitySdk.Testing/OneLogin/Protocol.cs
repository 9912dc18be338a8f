using System.Globalization;
using IdentitySdk.Testing.Hosting;
using IdentitySdk.Testing.Resources;
using IdentitySdk.Testing.Schemas;
using IdentitySdk.Testing.Seeding;

namespace IdentitySdk.Testing.OneLogin;

/// <summary>OneLogin's protocol.</summary>
internal sealed class Protocol : VendorProtocol
{
    private readonly ulong _instance = (ulong)Random.Shared.NextInt64();
    private readonly bool _isNewer;
    private long _requests;

    public Protocol(OneLoginEmulatorOptions options, ApiSchema? schema = null)
        : base(schema ?? ApiSchema.Load("OneLogin"))
    {
        _isNewer = options.Wire == OneLoginWire.Newer;
        Tenant = new Tenant(options);
        Auth = new Auth(options);
        Routes = OneLogin.Routes.Create(Tenant, Auth);
    }

    public Tenant Tenant { get; }

    public Auth Auth { get; }

    public override StateGate Gate => Tenant.Gate;

    public override RouteTable Routes { get; }

    public override TimeSpan RateLimitWindow => TimeSpan.FromHours(1);

    /// <summary>One bucket for the whole account; the authentication endpoints are not limited.</summary>
    public override string? RateLimitBucket(RequestContext context) => context.Route is { IsAnonymous: false } ? "account" : null;

    public override ValueTask<EmulatorResponse?> AuthenticateAsync(RequestContext context) => ValueTask.FromResult(Auth.Check(context));

    /// <summary>The newer version refuses unknown query parameters; version 1 is assumed to ignore them.</summary>
    public override EmulatorResponse? CheckRequest(RequestContext context) =>
        _isNewer && context.Request.Unknown.Count > 0 ? UnknownParameter(context.Request.Unknown[0]) : null;

    /// <summary>The vendor's documented wording where there is one. The vendor's sample of an MFA token sends its seconds and its flag as text.</summary>
    public override EmulatorResponse? SchemaErrorResponse(RequestContext context, SchemaError error) => error switch
    {
        { IsQuery: true, Rule: SchemaRule.Format } => Errors.Field(error.Path, $"{error.Path} should be a date"),
        { IsQuery: true } => Errors.Field(error.Path, $"{error.Path} should be -> {error.Detail}"),
        { Path: "", Rule: SchemaRule.Required } when context.Operation!.Id == "UserSecurity_CreateMfaToken" => null,
        { Path: "expires_in" or "reusable" } => null,
        { Path: "" } => Errors.InvalidJson(),
        { Path: "role_id_array", Rule: SchemaRule.Required or SchemaRule.Count } => Errors.Of(400, "role_id_array is empty"),
        { Name: "role_id_array" } => Errors.Of(400, "role_id_array should be -> array of positive integers"),
        { Path: "custom_attributes", Rule: SchemaRule.Required or SchemaRule.Count or SchemaRule.Type or SchemaRule.Null } =>
            Errors.Of(400, "custom_attributes is empty"),
        { Path: "password" or "password_confirmation", Rule: SchemaRule.Required } => Errors.Of(400, "password and password_confirmation must be same"),
        { Path: "state" or "status" } => Errors.Of(400, $"{error.Path} is invalid"),
        _ => Errors.Field(error.Name, $"{error.Name} should be -> {error.Detail}"),
    };

    public override EmulatorResponse UnknownParameter(string name) => Errors.Of(400, $"query parameter(s) not allowed: {name}");

    public override EmulatorResponse RouteNotFound(bool pathExists) => Errors.Of(404, "No Route Exists");

    public override EmulatorResponse Error(int status) => Errors.ForStatus(status);

    public override EmulatorResponse RateLimited() => Errors.RateLimited();

    public override EmulatorResponse TokenExpired(RequestContext context)
    {
        // A 401 has no rate-limit headers.
        context.RateLimit = null;
        return Errors.AuthenticationFailure();
    }

    public override void RevokeTokens() => Auth.Tokens.RevokeAll();

    public override EmulatorResponse Complete(RequestContext context, EmulatorResponse response)
    {
        // Token responses are the same in all documents.
        if (_isNewer && context.Route is not { IsAnonymous: true })
        {
            response = NewerWire.FromVersion1(context, response);
        }

        var id = BitMixer.Mix(_instance + (ulong)Interlocked.Increment(ref _requests));
        response.With("x-request-id", string.Create(CultureInfo.InvariantCulture, $"{id >> 32:X8}-{id & uint.MaxValue:X8}"));
        if (context.RateLimit is { } limit)
        {
            response.With("x-ratelimit-limit", limit.Limit.ToString(CultureInfo.InvariantCulture))
                .With("x-ratelimit-remaining", limit.Remaining.ToString(CultureInfo.InvariantCulture))
                .With("x-ratelimit-reset", limit.SecondsLeft.ToString(CultureInfo.InvariantCulture));
        }

        return response;
    }
}
