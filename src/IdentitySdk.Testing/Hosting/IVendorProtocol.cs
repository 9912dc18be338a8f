namespace IdentitySdk.Testing.Hosting;

/// <summary>What differs between vendors on the wire; one implementation a vendor, and nothing shared asks which vendor it is.</summary>
internal interface IVendorProtocol
{
    /// <summary>Scheme, host and port of the server, known once it listens.</summary>
    string Origin { get; set; }

    RouteTable Routes { get; }

    TimeSpan RateLimitWindow { get; }

    /// <summary>Whether a request with a refused credential spends from the budget.</summary>
    bool LimitsUnauthenticated { get; }

    /// <summary>The name of the budget a request spends from; null when it has none.</summary>
    string? RateLimitBucket(RequestContext context);

    /// <summary>Null when the credential is accepted, otherwise the refusal.</summary>
    ValueTask<EmulatorResponse?> AuthenticateAsync(RequestContext context);

    /// <summary>A verb or path without operation.</summary>
    EmulatorResponse RouteNotFound(bool pathExists);

    /// <summary>How the vendor words a failure of this status.</summary>
    EmulatorResponse Error(int status);

    /// <summary>The answer over the limit.</summary>
    EmulatorResponse RateLimited();

    /// <summary>Adds the headers every answer of this vendor has.</summary>
    void AddHeaders(RequestContext context, EmulatorResponse response);

    /// <summary>The answer to the access token of this call when it is no longer valid.</summary>
    EmulatorResponse TokenExpired(RequestContext context);

    void RevokeTokens();
}
