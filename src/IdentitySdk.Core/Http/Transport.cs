using System.Net;

namespace IdentitySdk.Core;

/// <summary>Creates the handler that sends requests when the caller sets none.</summary>
internal static class Transport
{
    /// <summary>Lifetime of a connection: changes of the vendor's addresses must reach a process that runs for weeks.</summary>
    internal static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(10);

    /// <summary>
    /// Creates a handler with pooled connections of limited lifetime and decompression, without cookies, and without redirects, which would forward a
    /// credential.
    /// </summary>
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

            // Its activity would contain url.full, which may contain personal data, and it would send the host's baggage.
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

        // .NET Framework's default is two.
        MaxConnectionsPerServer = 100,
    };
#endif
}
