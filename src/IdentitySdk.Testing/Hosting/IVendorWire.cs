namespace IdentitySdk.Testing.Hosting;

/// <summary>What differs between vendors on the wire; one implementation a vendor, and nothing shared asks which vendor it is.</summary>
internal interface IVendorWire
{
    /// <summary>Scheme, host and port of the server, known once it listens.</summary>
    string Origin { get; set; }

    RouteTable Routes { get; }

    TimeSpan RateLimitWindow { get; }

    /// <summary>Whether a request with a refused credential spends from the budget.</summary>
    bool LimitsUnauthenticated { get; }

    /// <summary>The name of the budget a request spends from; null when it has none.</summary>
    string? RateLimitBucket(Call call);

    /// <summary>Null when the credential is accepted, otherwise the refusal.</summary>
    ValueTask<Reply?> AuthenticateAsync(Call call);

    /// <summary>A verb or path without operation.</summary>
    Reply NoRoute(bool pathExists);

    /// <summary>How the vendor words a failure of this status.</summary>
    Reply Failure(int status);

    /// <summary>The answer over the limit.</summary>
    Reply RateLimited();

    /// <summary>Adds the headers every answer of this vendor has.</summary>
    void AddHeaders(Call call, Reply reply);

    /// <summary>The answer to the access token of this call when it is no longer valid.</summary>
    Reply TokenExpired(Call call);

    void RevokeTokens();
}
