using IdentitySdk.Testing.Resources;
using IdentitySdk.Testing.Schemas;

namespace IdentitySdk.Testing.Hosting;

/// <summary>Everything that differs between vendors: operations, authentication, rate limits, errors, headers. One subclass per vendor.</summary>
internal abstract class VendorProtocol(ApiSchema schema)
{
    /// <summary>Scheme, host and port of the server, known once it listens.</summary>
    public virtual string Origin { get; set; } = "";

    public abstract RouteTable Routes { get; }

    public ApiSchema Schema { get; } = schema;

    /// <summary>Guards the state.</summary>
    public abstract StateGate Gate { get; }

    public virtual TimeSpan RateLimitWindow => TimeSpan.FromMinutes(1);

    /// <summary>Whether a request with a rejected credential counts against the rate limit.</summary>
    public virtual bool LimitsUnauthenticated => false;

    /// <summary>The rate-limit bucket of a request; null when it is not limited.</summary>
    public virtual string? RateLimitBucket(RequestContext context) => null;

    /// <summary>Null when the credential is accepted, otherwise the error response.</summary>
    public abstract ValueTask<EmulatorResponse?> AuthenticateAsync(RequestContext context);

    /// <summary>Null when the vendor's server passes the request on to its operation, otherwise the error response.</summary>
    public virtual EmulatorResponse? CheckRequest(RequestContext context) => null;

    /// <summary>The response to a value that breaks its schema; null when the vendor is known or assumed to accept it.</summary>
    public abstract EmulatorResponse? SchemaErrorResponse(RequestContext context, SchemaError error);

    /// <summary>The response to a query parameter that the operation does not have.</summary>
    public abstract EmulatorResponse UnknownParameter(string name);

    /// <summary>The response to a verb or path without operation.</summary>
    public abstract EmulatorResponse RouteNotFound(bool pathExists);

    /// <summary>The vendor's error response of this status.</summary>
    public abstract EmulatorResponse Error(int status);

    /// <summary>The response over the rate limit.</summary>
    public virtual EmulatorResponse RateLimited() => Error(429);

    /// <summary>The response to a request whose access token has expired.</summary>
    public virtual EmulatorResponse TokenExpired(RequestContext context) => Error(401);

    /// <summary>The response with the headers, and in the shape, of every response of this vendor.</summary>
    public abstract EmulatorResponse Complete(RequestContext context, EmulatorResponse response);

    public abstract void RevokeTokens();
}
