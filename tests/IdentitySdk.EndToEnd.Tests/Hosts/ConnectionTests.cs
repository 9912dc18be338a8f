using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using IdentitySdk.Okta;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace IdentitySdk.Tests.Hosts;

/// <summary>Proxy, client certificates and additional certificate authorities of the SDK's transport, with real servers on loopback.</summary>
public sealed class ConnectionTests
{
    [Test]
    public async Task Server_of_a_private_authority_is_trusted_only_when_the_authority_is()
    {
        using var authority = Authority("CN=Private");
        using var other = Authority("CN=Other");
        await using var server = await StartAsync(Issue(authority, "localhost"));

        Assert.That(await StatusAsync(server, options => options.Connection.CertificateAuthorities.Add(authority)), Is.EqualTo("0 users"));
        Assert.That(await StatusAsync(server, options => options.Connection.CertificateAuthorities.Add(other)), Is.EqualTo("TransportException"));
        Assert.That(await StatusAsync(server, _ => { }), Is.EqualTo("TransportException"));
    }

    [Test]
    public async Task Certificate_of_another_host_or_an_expired_one_is_refused()
    {
        using var authority = Authority("CN=Private");
        await using var foreign = await StartAsync(Issue(authority, "other.example"));
        await using var outdated = await StartAsync(Issue(authority, "localhost", DateTimeOffset.UtcNow.AddDays(-1)));

        Assert.That(await StatusAsync(foreign, options => options.Connection.CertificateAuthorities.Add(authority)), Is.EqualTo("TransportException"));
        Assert.That(await StatusAsync(outdated, options => options.Connection.CertificateAuthorities.Add(authority)), Is.EqualTo("TransportException"));
    }

    [Test]
    public async Task Client_certificate_is_sent_to_a_server_that_requests_it()
    {
        using var authority = Authority("CN=Private");
        using var client = Issue(authority, "client");
        await using var server = await StartAsync(Issue(authority, "localhost"), client.Thumbprint);

        Assert.That(await StatusAsync(server, options =>
        {
            options.Connection.CertificateAuthorities.Add(authority);
            options.Connection.ClientCertificates.Add(client);
        }), Is.EqualTo("0 users"));
        Assert.That(await StatusAsync(server, options => options.Connection.CertificateAuthorities.Add(authority)), Is.EqualTo("TransportException"));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Requests_go_through_the_proxy(bool isRegistered)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var proxy = builder.Build();
        string? seen = null;
        proxy.Run(context =>
        {
            seen = $"{context.Request.Headers.Host} {context.Request.Headers.ProxyAuthorization}";
            context.Response.ContentType = "application/json";
            return context.Response.WriteAsync("[]");
        });
        await proxy.StartAsync();
        var options = new OktaClientOptions
        {
            // Only loopback may use http; nothing listens on this port.
            BaseAddress = new Uri("http://127.0.0.1:9"), Credential = OktaCredential.ApiToken("token"),
            Connection = new ConnectionOptions { Proxy = new FixedProxy(new Uri(proxy.Urls.Single())) },
        };
        using var direct = isRegistered ? null : new OktaClient(options);
        await using var provider = new ServiceCollection()
            .AddOktaClient(registered => (registered.BaseAddress, registered.Credential, registered.Connection) = (options.BaseAddress, options.Credential, options.Connection))
            .Services.BuildServiceProvider();

        await (direct ?? provider.GetRequiredService<OktaClient>()).Users.ListAsync();

        Assert.That(seen, Does.StartWith("127.0.0.1:9"));
    }

    [Test]
    public void Connection_settings_that_would_have_no_effect_are_refused()
    {
        using var transport = new HttpClientHandler();
        using var authority = Authority("CN=Private");
        using var withoutKey = X509CertificateLoader.LoadCertificate(authority.RawData);
        var options = new OktaClientOptions { BaseAddress = new Uri("https://example.okta.com"), Credential = OktaCredential.ApiToken("token"), Transport = transport };
        options.Connection.CertificateAuthorities.Add(authority);

        Assert.That(() => new OktaClient(options), Throws.ArgumentException.With.Property("ParamName").EqualTo("Connection"));
        options.Transport = null;
        options.Connection.ClientCertificates.Add(withoutKey);
        Assert.That(() => new OktaClient(options), Throws.ArgumentException.With.Message.Contains("no private key"));
        options.Connection = null!;
        Assert.That(() => new OktaClient(options), Throws.ArgumentException.With.Message.Contains("Connection"));
    }

    private static async Task<string> StatusAsync(WebApplication server, Action<OktaClientOptions> configure)
    {
        var options = new OktaClientOptions
        {
            BaseAddress = new Uri($"https://localhost:{new Uri(server.Urls.Single()).Port}"), Credential = OktaCredential.ApiToken("token"),
            Retry = new RetryOptions { MaxRetries = 0 },
        };
        configure(options);
        using var okta = new OktaClient(options);
        try
        {
            return $"{(await okta.Users.ListAsync()).Items.Count} users";
        }
        catch (IdentityApiException exception)
        {
            return exception.GetType().Name;
        }
    }

    private static async Task<WebApplication> StartAsync(X509Certificate2 certificate, string? clientThumbprint = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(https =>
        {
            https.ServerCertificate = certificate;
            if (clientThumbprint is not null)
            {
                https.ClientCertificateMode = ClientCertificateMode.RequireCertificate;
                https.ClientCertificateValidation = (shown, _, _) => shown.Thumbprint == clientThumbprint;
            }
        })));
        var server = builder.Build();
        server.Run(context =>
        {
            context.Response.ContentType = "application/json";
            return context.Response.WriteAsync("[]");
        });
        await server.StartAsync();
        return server;
    }

    private static X509Certificate2 Authority(string name)
    {
        var request = new CertificateRequest(name, ECDsa.Create(ECCurve.NamedCurves.nistP256), HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddYears(-1), DateTimeOffset.UtcNow.AddYears(1));
    }

    private static X509Certificate2 Issue(X509Certificate2 authority, string host, DateTimeOffset? end = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={host}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(host);
        request.CertificateExtensions.Add(names.Build());
        using var issued = request.Create(authority, DateTimeOffset.UtcNow.AddDays(-30), end ?? DateTimeOffset.UtcNow.AddDays(30), [1, 2, 3]);
        return issued.CopyWithPrivateKey(key);
    }

    /// <summary>A proxy for every address, loopback included.</summary>
    private sealed class FixedProxy(Uri proxy) : IWebProxy
    {
        public ICredentials? Credentials { get; set; }

        public Uri GetProxy(Uri destination) => proxy;

        public bool IsBypassed(Uri host) => false;
    }
}
