using IdentitySdk.Core;

namespace IdentitySdk;

/// <summary>What the root clients of all vendors share. One instance serves a whole application: it is safe for concurrent use and keeps its connections.</summary>
public abstract class IdentityClient : IDisposable
{
    private protected IdentityClient(ApiClient api) => Api = api;

    /// <summary>What the vendor's responses have reported of its rate limits, bucket by bucket.</summary>
    public RateLimits RateLimits => Api.RateLimits;

    private protected ApiClient Api { get; }

    /// <summary>Closes the connections, where they are the client's own.</summary>
    public void Dispose()
    {
        Api.Dispose();
        GC.SuppressFinalize(this);
    }
}
