using System.Net;

namespace IdentitySdk.Core;

/// <summary>The handler that sends requests when the caller brings none.</summary>
internal static class Transport
{
    /// <summary>How long a connection is used: changes of the vendor's addresses must reach a process that runs for weeks.</summary>
    internal static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(10);

    /// <summary>Pooled connections of bounded life, no cookies, no redirects (a credential follows nobody), decompression.</summary>
    /// <param name="clock">The client's clock.</param>
    public static HttpMessageHandler Create(TimeProvider clock)
    {
#if NET8_0_OR_GREATER
        _ = clock;
        return new TraceContextHandler(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.All,
            PooledConnectionLifetime = ConnectionLifetime,
            ConnectTimeout = TimeSpan.FromSeconds(15),
            PlaintextStreamFilter = static (context, _) => new ValueTask<Stream>(new ConnectionStream(context.PlaintextStream)),

            // Its span would hold url.full, which names people, and it would send the host's baggage.
            ActivityHeadersPropagator = null,
        });
#else
        return new RotatingTransport(CreateHandler, ConnectionLifetime, clock);
#endif
    }

#if !NET8_0_OR_GREATER
    private static HttpMessageHandler CreateHandler() => new HttpClientHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate,

        // .NET Framework would allow two.
        MaxConnectionsPerServer = 100,
    };
#endif
}
