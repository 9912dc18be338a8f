using System.Net;

namespace IdentitySdk.Core;

/// <summary>The handler that sends requests when the caller brings none.</summary>
internal static class Transport
{
    /// <summary>Pooled connections of bounded life, no cookies, no redirects (a credential follows nobody), decompression.</summary>
    public static HttpMessageHandler Create()
    {
#if NET8_0_OR_GREATER
        return new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.All,
            PooledConnectionLifetime = TimeSpan.FromMinutes(10),
            ConnectTimeout = TimeSpan.FromSeconds(15),
            PlaintextStreamFilter = static (context, _) => new ValueTask<Stream>(new ConnectionStream(context.PlaintextStream)),
        };
#else
        return new HttpClientHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate,

            // .NET Framework would allow two.
            MaxConnectionsPerServer = 100,
        };
#endif
    }
}
