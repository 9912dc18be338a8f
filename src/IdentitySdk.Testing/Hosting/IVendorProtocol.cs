using IdentitySdk.Testing.Forms;
using IdentitySdk.Testing.Resources;

namespace IdentitySdk.Testing.Hosting;

/// <summary>Everything that differs between vendors: operations, authentication, rate limits, errors, headers. One implementation per vendor.</summary>
internal interface IVendorProtocol
{
    /// <summary>Scheme, host and port of the server, known once it listens.</summary>
    string Origin { get; set; }

    RouteTable Routes { get; }

    /// <summary>The form of every operation.</summary>
    FormTable Forms { get; }

    /// <summary>Guards the state.</summary>
    StateGate Gate { get; }

    TimeSpan RateLimitWindow { get; }

    /// <summary>Whether a request with a rejected credential counts against the rate limit.</summary>
    bool LimitsUnauthenticated { get; }

    /// <summary>The rate-limit bucket of a request; null when it is not limited.</summary>
    string? RateLimitBucket(RequestContext context);

    /// <summary>Null when the credential is accepted, otherwise the error response.</summary>
    ValueTask<EmulatorResponse?> AuthenticateAsync(RequestContext context);

    /// <summary>Null when the request is one the vendor's server lets through to its operation.</summary>
    EmulatorResponse? CheckRequest(RequestContext context);

    /// <summary>The response to a value that breaks its form; null when the vendor is known or assumed to let it pass.</summary>
    EmulatorResponse? FormRefused(RequestContext context, FormError error);

    /// <summary>The response to a query parameter that the operation does not have, for emulators that are asked to be strict.</summary>
    EmulatorResponse UnknownParameter(string name);

    /// <summary>The response to a verb or path without operation.</summary>
    EmulatorResponse RouteNotFound(bool pathExists);

    /// <summary>The vendor's error response of this status.</summary>
    EmulatorResponse Error(int status);

    /// <summary>The response over the rate limit.</summary>
    EmulatorResponse RateLimited();

    /// <summary>The response with the headers, and in the shape, of every response of this vendor.</summary>
    EmulatorResponse Complete(RequestContext context, EmulatorResponse response);

    /// <summary>The response to a request whose access token has expired.</summary>
    EmulatorResponse TokenExpired(RequestContext context);

    void RevokeTokens();
}
