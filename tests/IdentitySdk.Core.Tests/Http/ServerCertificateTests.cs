using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using IdentitySdk.Core;

namespace IdentitySdk.Tests;

/// <summary>Which certificates of servers further authorities make acceptable, and what of a connection is set when.</summary>
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
    public void Authority_makes_good_an_unknown_issuer_and_nothing_else(SslPolicyErrors errors, bool isAcceptable) =>
        Assert.That(new ServerCertificates([_authority]).IsAcceptable(_server, null, errors), Is.EqualTo(isAcceptable));

    [Test]
    public void Certificate_of_another_authority_or_none_is_refused()
    {
        using var other = Authority("Private");
        var certificates = new ServerCertificates([other]);

        Assert.That(certificates.IsAcceptable(_server, null, SslPolicyErrors.RemoteCertificateChainErrors), Is.False);
        Assert.That(certificates.IsAcceptable(null, null, SslPolicyErrors.RemoteCertificateChainErrors), Is.False);
    }

    [Test]
    public void Any_of_several_authorities_will_do()
    {
        using var other = Authority("Other");
        Assert.That(new ServerCertificates([other, _authority]).IsAcceptable(_server, null, SslPolicyErrors.RemoteCertificateChainErrors), Is.True);
    }

    [Test]
    public void Certificate_for_clients_is_refused()
    {
        using var client = Issue(_authority, ClientAuthentication);
        Assert.That(new ServerCertificates([_authority]).IsAcceptable(client, null, SslPolicyErrors.RemoteCertificateChainErrors), Is.False);
    }

    [TestCase(true)]
    [TestCase(false)]
    public void Issuer_between_server_and_authority_has_to_come_from_the_server(bool isPresented)
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
    public void Client_certificate_needs_its_private_key_and_an_authority_does_not()
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
    public void One_setting_makes_a_connection_other_than_the_default()
    {
        Assert.That(Connection([], []).IsDefault, Is.True);
        Assert.That(Connection([_server], []).IsDefault, Is.False);
        Assert.That(Connection([], [_authority]).IsDefault, Is.False);
        Assert.That(new ConnectionOptions { Proxy = new System.Net.WebProxy("http://proxy.example") }.IsDefault, Is.False);
        Assert.That(() => Connection([], [_authority, null!]).Validate(), Throws.ArgumentException);
    }

#if !NETSTANDARD_BUILD // There the handler is made with its first connection.
    [TestCase(false, false)]
    [TestCase(true, false)]
    [TestCase(false, true)]
    [TestCase(true, true)]
    public void Transport_has_what_the_options_name_and_the_platforms_own_checks_otherwise(bool hasClient, bool hasAuthority)
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
