using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace IdentitySdk;

/// <summary>Connection settings of the SDK's own transport: proxy, client certificates, additional certificate authorities. A custom <c>Transport</c> has its own.</summary>
public sealed class ConnectionOptions
{
    /// <summary>The proxy; null (the default) for the system's.</summary>
    public IWebProxy? Proxy { get; set; }

    /// <summary>Certificates with a private key, for servers and gateways that request a client certificate; empty by default.</summary>
    public IList<X509Certificate2> ClientCertificates { get; private set; } = [];

    /// <summary>
    /// Certificate authorities to trust in addition to the system's, such as that of a proxy that inspects traffic; empty by default. Host names and
    /// validity are still checked.
    /// </summary>
    public IList<X509Certificate2> CertificateAuthorities { get; private set; } = [];

    internal bool IsDefault => Proxy is null && ClientCertificates.Count == 0 && CertificateAuthorities.Count == 0;

    internal ConnectionOptions Copy()
    {
        var copy = (ConnectionOptions)MemberwiseClone();
        copy.ClientCertificates = new List<X509Certificate2>(ClientCertificates);
        copy.CertificateAuthorities = new List<X509Certificate2>(CertificateAuthorities);
        return copy;
    }

    internal void Validate()
    {
        if (ClientCertificates.Any(static certificate => certificate is not { HasPrivateKey: true }))
        {
            throw new ArgumentException("A client certificate has no private key.", "Connection.ClientCertificates");
        }

        if (CertificateAuthorities.Any(static certificate => certificate is null))
        {
            throw new ArgumentException("A certificate authority is null.", "Connection.CertificateAuthorities");
        }
    }
}
