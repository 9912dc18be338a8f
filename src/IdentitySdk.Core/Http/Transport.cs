using System.Net;

namespace IdentitySdk.Core;

/// <summary>Creates the handler that sends requests when the caller sets none.</summary>
internal static class Transport
{
    /// <summary>Lifetime of a connection: a process that runs for weeks must notice DNS changes of the vendor.</summary>
    internal static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(10);

    /// <summary>
    /// Creates a handler with pooled connections of limited lifetime and decompression, without cookies, and without redirects, which would forward a
    /// credential.
    /// </summary>
    /// <param name="clock">The client's clock.</param>
    /// <param name="connection">Proxy and certificates.</param>
    public static HttpMessageHandler Create(TimeProvider clock, ConnectionOptions connection)
    {
#if NET8_0_OR_GREATER
        _ = clock;
        var handler = new SocketsHttpHandler
        {
            Proxy = connection.Proxy,
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.All,
            PooledConnectionLifetime = ConnectionLifetime,
            ConnectTimeout = TimeSpan.FromSeconds(15),
            PlaintextStreamFilter = static (context, _) => new ValueTask<Stream>(new ConnectionStream(context.PlaintextStream)),

            // Its activity would contain url.full, which may contain personal data, and it would send the host's baggage.
            ActivityHeadersPropagator = null,
        };
        if (connection.ClientCertificates.Count + connection.CertificateAuthorities.Count > 0)
        {
            SetCertificates(handler, connection);
        }

        return new TraceContextHandler(handler);
#else
        return new RotatingTransport(() => CreateHandler(connection), ConnectionLifetime, clock);
#endif
    }

#if NET8_0_OR_GREATER
    private static void SetCertificates(SocketsHttpHandler handler, ConnectionOptions connection)
    {
        if (connection.ClientCertificates.Count > 0)
        {
            handler.SslOptions.ClientCertificates = [.. connection.ClientCertificates];
        }

        if (connection.CertificateAuthorities.Count > 0)
        {
            var certificates = new ServerCertificates([.. connection.CertificateAuthorities]);
            handler.SslOptions.RemoteCertificateValidationCallback = (_, certificate, chain, errors) => certificates.IsAcceptable(certificate, chain, errors);
        }
    }
#else
    private static HttpMessageHandler CreateHandler(ConnectionOptions connection)
    {
        var handler = new HttpClientHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate,

            // .NET Framework's default is two.
            MaxConnectionsPerServer = 100,
        };
        if (connection.Proxy is not null)
        {
            handler.Proxy = connection.Proxy;
        }

        handler.ClientCertificates.AddRange(connection.ClientCertificates.ToArray());
        if (connection.CertificateAuthorities.Count > 0)
        {
            var certificates = new ServerCertificates([.. connection.CertificateAuthorities]);
            handler.ServerCertificateCustomValidationCallback = (_, certificate, chain, errors) => certificates.IsAcceptable(certificate, chain, errors);
        }

        return handler;
    }
#endif
}
