using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace IdentitySdk.Core;

/// <summary>Accepts server certificates that additional authorities have issued; all other checks are the platform's.</summary>
/// <param name="authorities">The additional authorities.</param>
internal sealed class ServerCertificates(IReadOnlyList<X509Certificate2> authorities)
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";

    /// <summary>Whether a certificate is acceptable.</summary>
    /// <param name="certificate">The server's certificate.</param>
    /// <param name="presented">The chain that the platform has built, with the certificates that the server sent.</param>
    /// <param name="errors">The errors that the platform has found.</param>
    public bool IsAcceptable(X509Certificate? certificate, X509Chain? presented, SslPolicyErrors errors)
    {
        if (errors == SslPolicyErrors.None)
        {
            return true;
        }

        // No authority makes a wrong host name acceptable.
        if (errors != SslPolicyErrors.RemoteCertificateChainErrors || certificate is null)
        {
            return false;
        }

        using var chain = new X509Chain();
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.ApplicationPolicy.Add(new Oid(ServerAuthentication));
        foreach (var element in presented?.ChainElements.Cast<X509ChainElement>() ?? [])
        {
            chain.ChainPolicy.ExtraStore.Add(element.Certificate);
        }

#if NET8_0_OR_GREATER
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(authorities.ToArray());
        return chain.Build(certificate as X509Certificate2 ?? new X509Certificate2(certificate));
#else
        chain.ChainPolicy.ExtraStore.AddRange(authorities.ToArray());
        chain.ChainPolicy.VerificationFlags = X509VerificationFlags.AllowUnknownCertificateAuthority;
        return chain.Build(certificate as X509Certificate2 ?? new X509Certificate2(certificate))
            && authorities.Any(authority => authority.RawData.SequenceEqual(chain.ChainElements[chain.ChainElements.Count - 1].Certificate.RawData));
#endif
    }
}
