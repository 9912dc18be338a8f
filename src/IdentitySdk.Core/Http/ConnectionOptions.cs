using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace IdentitySdk;

/// <summary>How the SDK's own transport connects: proxy, client certificate, further certificate authorities. A <c>Transport</c> of yours has its own.</summary>
public sealed class ConnectionOptions
{
    /// <summary>The proxy; null (the default) takes the system's.</summary>
    public IWebProxy? Proxy { get; set; }

    /// <summary>Certificates with private key that the client may show to a server or a gateway that asks for one; empty by default.</summary>
    public IList<X509Certificate2> ClientCertificates { get; private set; } = [];

    /// <summary>
    /// Certificate authorities that are trusted beside the system's, such as that of a proxy that inspects traffic; empty by default. Names and
    /// validity are checked all the same.
    /// </summary>
    public IList<X509Certificate2> CertificateAuthorities { get; private set; } = [];

    internal bool IsDefault => Proxy is null && ClientCertificates.Count == 0 && CertificateAuthorities.Count == 0;

    internal ConnectionOptions Copy()
    {
        var copy = (ConnectionOptions)MemberwiseClone();
        (copy.ClientCertificates, copy.CertificateAuthorities) = ([.. ClientCertificates], [.. CertificateAuthorities]);
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
