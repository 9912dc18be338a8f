using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using IdentitySdk.Core;

namespace IdentitySdk.Tests;

/// <summary>Server certificates of additional authorities, and the connection options with certificates.</summary>
public sealed class ServerCertificateTests
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";
    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";

    private readonly X509Certificate2 _authority = Authority("Private");
    private readonly X509Certificate2 _server;

    public ServerCertificateTests() => _server = Issue(_authority, ServerAuthentication);

    [OneTimeTearDown]
    public void Dispose()
    {
        _authority.Dispose();
        _server.Dispose();
    }

    [Test]
    public void Certificate_that_the_platform_accepts_is_accepted() =>
        Assert.That(new ServerCertificates([]).IsAcceptable(null, null, SslPolicyErrors.None), Is.True);

    [TestCase(SslPolicyErrors.RemoteCertificateChainErrors, true)]
    [TestCase(SslPolicyErrors.RemoteCertificateNameMismatch, false)]
    [TestCase(SslPolicyErrors.RemoteCertificateNameMismatch | SslPolicyErrors.RemoteCertificateChainErrors, false)]
    [TestCase(SslPolicyErrors.RemoteCertificateNotAvailable, false)]
    public void Additional_authority_makes_only_an_unknown_issuer_acceptable(SslPolicyErrors errors, bool isAcceptable) =>
        Assert.That(new ServerCertificates([_authority]).IsAcceptable(_server, null, errors), Is.EqualTo(isAcceptable));

    [Test]
    public void Missing_certificate_or_one_of_another_authority_is_refused()
    {
        using var other = Authority("Private");
        var certificates = new ServerCertificates([other]);

        Assert.That(certificates.IsAcceptable(_server, null, SslPolicyErrors.RemoteCertificateChainErrors), Is.False);
        Assert.That(certificates.IsAcceptable(null, null, SslPolicyErrors.RemoteCertificateChainErrors), Is.False);
    }

    [Test]
    public void Any_of_several_authorities_is_sufficient()
    {
        using var other = Authority("Other");
        Assert.That(new ServerCertificates([other, _authority]).IsAcceptable(_server, null, SslPolicyErrors.RemoteCertificateChainErrors), Is.True);
    }

    [Test]
    public void Certificate_for_client_authentication_only_is_refused()
    {
        using var client = Issue(_authority, ClientAuthentication);
        Assert.That(new ServerCertificates([_authority]).IsAcceptable(client, null, SslPolicyErrors.RemoteCertificateChainErrors), Is.False);
    }

    [TestCase(true)]
    [TestCase(false)]
    public void Intermediate_certificate_must_be_sent_by_the_server(bool isPresented)
    {
        using var between = Authority("Between", _authority);
        using var server = Issue(between, ServerAuthentication);
        using var presented = new X509Chain();
        presented.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        if (isPresented)
        {
            presented.ChainPolicy.ExtraStore.Add(between);
        }

        presented.Build(server);
        Assert.That(
            new ServerCertificates([_authority]).IsAcceptable(server, presented, SslPolicyErrors.RemoteCertificateChainErrors), Is.EqualTo(isPresented));
    }

    [Test]
    public void Client_certificate_without_a_private_key_is_refused()
    {
        using var withoutKey = X509CertificateLoader.LoadCertificate(_server.RawData);
        Assert.That(() => Connection([_server], [withoutKey]).Validate(), Throws.Nothing);
        foreach (var certificate in new[] { withoutKey, null! })
        {
            Assert.That(
                () => Connection([certificate], []).Validate(),
                Throws.ArgumentException.With.Property("ParamName").EqualTo("Connection.ClientCertificates").And.Message.Contains("no private key"));
        }

        Assert.That(
            () => Connection([], [null!]).Validate(),
            Throws.ArgumentException.With.Property("ParamName").EqualTo("Connection.CertificateAuthorities").And.Message.Contains("is null"));
    }

    [Test]
    public void Any_setting_makes_IsDefault_false()
    {
        Assert.That(Connection([], []).IsDefault, Is.True);
        Assert.That(Connection([_server], []).IsDefault, Is.False);
        Assert.That(Connection([], [_authority]).IsDefault, Is.False);
        Assert.That(new ConnectionOptions { Proxy = new System.Net.WebProxy("http://proxy.example") }.IsDefault, Is.False);
        Assert.That(() => Connection([], [_authority, null!]).Validate(), Throws.ArgumentException);
    }

#if !NETSTANDARD_BUILD // There the handler is created with its first request.
    [TestCase(false, false)]
    [TestCase(true, false)]
    [TestCase(false, true)]
    [TestCase(true, true)]
    public void Transport_has_the_certificates_of_the_options(bool hasClient, bool hasAuthority)
    {
        using var transport = (DelegatingHandler)Transport.Create(TimeProvider.System, Connection(hasClient ? [_server] : [], hasAuthority ? [_authority] : []));
        var options = ((SocketsHttpHandler)transport.InnerHandler!).SslOptions;

        Assert.That(options.ClientCertificates?.Cast<X509Certificate>(), hasClient ? Is.EqualTo(new[] { _server }) : Is.Null);
        Assert.That(
            options.RemoteCertificateValidationCallback?.Invoke(this, _server, null, SslPolicyErrors.RemoteCertificateChainErrors), hasAuthority ? Is.True : Is.Null);
    }
#endif

    private static ConnectionOptions Connection(X509Certificate2[] clients, X509Certificate2[] authorities)
    {
        var options = new ConnectionOptions();
        Array.ForEach(clients, options.ClientCertificates.Add);
        Array.ForEach(authorities, options.CertificateAuthorities.Add);
        return options;
    }

    private static X509Certificate2 Authority(string name, X509Certificate2? issuer = null)
    {
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, critical: true));
        var (from, to) = (DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return issuer is null ? request.CreateSelfSigned(from, to) : request.Create(issuer, issuer.NotBefore, issuer.NotAfter, [1, 2, 3]).CopyWithPrivateKey(key);
    }

    private static X509Certificate2 Issue(X509Certificate2 authority, string purpose)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(purpose)], critical: true));
        return request.Create(authority, authority.NotBefore, authority.NotAfter, RandomNumberGenerator.GetBytes(8)).CopyWithPrivateKey(key);
    }
}
