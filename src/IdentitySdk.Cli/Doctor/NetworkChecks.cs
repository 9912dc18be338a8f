using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;

namespace IdentitySdk.Cli.Doctor;

/// <summary>Checks address, proxy and TLS, without an HTTP request.</summary>
internal static class NetworkChecks
{
    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan s_expiryWarning = TimeSpan.FromDays(14);

    /// <summary>Checks the connection to a server, up to the first failure.</summary>
    public static async Task<IReadOnlyList<Finding>> RunAsync(string target, Uri address, TimeProvider clock, CancellationToken cancellationToken)
    {
        var proxy = HttpClient.DefaultProxy.IsBypassed(address) ? null : HttpClient.DefaultProxy.GetProxy(address);
        var proxied = new Finding(target, "proxy", Verdict.Ok, proxy is null ? "no proxy is used for this address"
            : $"{proxy.Host}:{proxy.Port}, from the environment or the system");
        if (proxy is not null)
        {
            return [new Finding(target, "address", Verdict.Ok, $"{address}, resolved by the proxy"), proxied];
        }

        var resolved = await ResolveAsync(target, address, cancellationToken);
        return resolved.Verdict == Verdict.Failed ? [resolved, proxied] : [resolved, proxied, await ConnectAsync(target, address, clock, cancellationToken)];
    }

    private static async Task<Finding> ResolveAsync(string target, Uri address, CancellationToken cancellationToken)
    {
        try
        {
            var found = await Dns.GetHostAddressesAsync(address.DnsSafeHost, cancellationToken);
            return new Finding(target, "address", Verdict.Ok, $"{address} is {string.Join(", ", found.Take(3).Select(static each => $"{each}"))}");
        }
        catch (SocketException exception)
        {
            return new Finding(target, "address", Verdict.Failed, $"{address.Host} cannot be resolved: {exception.Message}",
                "check the base URL, the network and the DNS servers");
        }
    }

    private static async Task<Finding> ConnectAsync(string target, Uri address, TimeProvider clock, CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(s_timeout);
        try
        {
            using var connection = new TcpClient();
            await connection.ConnectAsync(address.DnsSafeHost, address.Port, timeout.Token);
            if (address.Scheme != Uri.UriSchemeHttps)
            {
                return new Finding(target, "tls", Verdict.Ok, "not used: the address is on this machine");
            }

            await using var tls = new SslStream(connection.GetStream());
            await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = address.DnsSafeHost }, timeout.Token);
            var expiry = DateTimeOffset.Parse(tls.RemoteCertificate!.GetExpirationDateString(), System.Globalization.CultureInfo.InvariantCulture);
            return expiry - clock.GetUtcNow() < s_expiryWarning
                ? new Finding(target, "tls", Verdict.Warning, $"{tls.SslProtocol}, and the certificate expires on {expiry:yyyy-MM-dd}",
                    "renew the certificate")
                : new Finding(target, "tls", Verdict.Ok, $"{tls.SslProtocol}, the certificate is valid until {expiry:yyyy-MM-dd}");
        }
        catch (AuthenticationException exception)
        {
            return new Finding(target, "tls", Verdict.Failed, exception.Message,
                "if a proxy inspects traffic, install its certificate authority as trusted on this machine");
        }
        catch (Exception exception) when (exception is SocketException or IOException)
        {
            return new Finding(target, "tls", Verdict.Failed, exception.Message, "check the base URL, the port and the firewall");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new Finding(target, "tls", Verdict.Failed, $"no response within {s_timeout.TotalSeconds} s",
                "check the base URL, the port and the firewall");
        }
    }
}
