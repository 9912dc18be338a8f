using IdentitySdk.Core;

namespace IdentitySdk;

/// <summary>
/// Base class of the vendors' root clients. One instance serves a whole application: it is safe for concurrent use and reuses its connections.
/// </summary>
public abstract class IdentityClient : IDisposable
{
    private protected IdentityClient(ApiClient api, PagingStyle paging) => (Api, Raw) = (api, new RawClient(api, paging));

    /// <summary>Calls any operation of the vendor, including those without a method.</summary>
    public virtual RawClient Raw { get; }

    /// <summary>The vendor's rate limits as its responses have reported them, one per bucket.</summary>
    public virtual RateLimits RateLimits => Api.RateLimits;

    /// <summary>The address that the client sends its calls to.</summary>
    public virtual Uri BaseAddress => Api.BaseAddress;

    private protected ApiClient Api { get; }

    /// <summary>Closes the connections if the client owns them.</summary>
    public virtual void Dispose()
    {
        Api.Dispose();
        GC.SuppressFinalize(this);
    }
}
