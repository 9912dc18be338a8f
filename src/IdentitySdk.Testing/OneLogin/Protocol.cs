using System.Globalization;
using IdentitySdk.Testing.Forms;
using IdentitySdk.Testing.Hosting;
using IdentitySdk.Testing.Resources;
using IdentitySdk.Testing.Seeding;

namespace IdentitySdk.Testing.OneLogin;

/// <summary>OneLogin's protocol.</summary>
internal sealed class Protocol : VendorProtocol
{
    private readonly ulong _instance = (ulong)Random.Shared.NextInt64();
    private readonly bool _isNewer;
    private long _requests;

    public Protocol(OneLoginEmulatorOptions options, FormTable? forms = null)
        : base(forms ?? FormTable.Load("OneLogin"))
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

    /// <summary>The newer version refuses query parameters that it does not know; the older one is not known to.</summary>
    public override EmulatorResponse? CheckRequest(RequestContext context) =>
        _isNewer && context.Request.Unknown.Count > 0 ? UnknownParameter(context.Request.Unknown[0]) : null;

    /// <summary>Words of the vendor's pages, where there are some. The sample of an MFA token sends its seconds and its flag as text.</summary>
    public override EmulatorResponse? FormRefused(RequestContext context, FormError error) => error switch
    {
        { IsQuery: true, Rule: FormRule.Format } => Errors.Field(error.Path, $"{error.Path} should be a date"),
        { IsQuery: true } => Errors.Field(error.Path, $"{error.Path} should be -> {error.Detail}"),
        { Path: "", Rule: FormRule.Required } when context.Form!.Id == "UserSecurity_CreateMfaToken" => null,
        { Path: "expires_in" or "reusable" } => null,
        { Path: "" } => Errors.InvalidJson(),
        { Path: "role_id_array", Rule: FormRule.Required or FormRule.Count } => Errors.Of(400, "role_id_array is empty"),
        { Name: "role_id_array" } => Errors.Of(400, "role_id_array should be -> array of positive integers"),
        { Path: "custom_attributes", Rule: FormRule.Required or FormRule.Count or FormRule.Type or FormRule.Null } =>
            Errors.Of(400, "custom_attributes is empty"),
        { Path: "password" or "password_confirmation", Rule: FormRule.Required } => Errors.Of(400, "password and password_confirmation must be same"),
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
        // Tokens have the same form in all documents.
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
