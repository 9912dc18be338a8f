using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace IdentitySdk.Configuration;

/// <summary>The keys that the sections of all vendors have, for reading, documentation and the check for unknown keys.</summary>
internal static class SharedKeys
{
    public static IReadOnlyList<ConfigurationKey<TOptions>> For<TOptions>(string baseAddress)
        where TOptions : IdentityClientOptions =>
    [
        new("BaseAddress", "URI", baseAddress, "Base address of the vendor's API.", static (options, value) => options.BaseAddress = value.Address()),
        new("ApplicationName", "text", "none", "Name of the calling application in the `User-Agent` header.", static (options, value) => options.ApplicationName = value.Text),
        new("AttemptTimeout", "time span", "00:01:40", "Time-out of one attempt; `Infinite` for none.", static (options, value) => options.AttemptTimeout = value.Time()),
        new("MaxResponseBytes", "number", "67108864", "Maximum size of a response body in bytes.", static (options, value) => options.MaxResponseBytes = value.Number()),
        new("MaxRequestBytes", "number", "16777216", "Maximum size of a request body in bytes.", static (options, value) => options.MaxRequestBytes = value.Number()),
        new("TrustedOrigins", "array of URIs", "none", "Origins that may respond in place of the base address.", static (options, value) => Add(options.TrustedOrigins, value)),
        new("KeepInheritedHandlers", "`true` or `false`", "false", "Whether resilience handlers of the host's defaults are retained.", static (options, value) => options.KeepInheritedHandlers = value.Boolean()),
        new("TokenCacheTimeout", "time span", "00:00:00.250", "Time-out of one operation of the token cache.", static (options, value) => options.TokenCacheTimeout = value.Time()),
        new("Retry:MaxRetries", "number", "3", "How often a call is retried; 0 sends it once.", static (options, value) => options.Retry.MaxRetries = value.Number()),
        new("Retry:BaseDelay", "time span", "00:00:00.500", "Delay before the first retry.", static (options, value) => options.Retry.BaseDelay = value.Time()),
        new("Retry:MaxDelay", "time span", "00:00:30", "Longest delay that the client chooses.", static (options, value) => options.Retry.MaxDelay = value.Time()),
        new("Retry:MaxServerDelay", "time span", "00:01:10", "Longest delay that the server may request.", static (options, value) => options.Retry.MaxServerDelay = value.Time()),
        new("Retry:MaxTotalTime", "time span", "00:05:00", "Longest duration of a call with all attempts and waits.", static (options, value) => options.Retry.MaxTotalTime = value.Time()),
        new("RateLimits:IsEnabled", "`true` or `false`", "true", "Whether the client waits before it exceeds the rate limit.", static (options, value) => options.RateLimits.IsEnabled = value.Boolean()),
        new("RateLimits:Share", "number", "1", "Share of each budget that this client may use, above 0 and up to 1.", static (options, value) => options.RateLimits.Share = value.Fraction()),
        new("RateLimits:Floor", "number", "0", "Calls of each budget that this client leaves unused.", static (options, value) => options.RateLimits.Floor = value.Number()),
        new("RateLimits:MaxWait", "time span", "00:01:10", "Longest wait for the rate limit.", static (options, value) => options.RateLimits.MaxWait = value.Time()),
        new("RateLimits:StoreTimeout", "time span", "00:00:00.250", "Time-out of one operation of the rate-limit store.", static (options, value) => options.RateLimits.StoreTimeout = value.Time()),
        new("Connection:Proxy", "URI", "none", "The proxy, with user name and password if required; the default is the system's proxy.", static (options, value) => options.Connection.Proxy = Proxy(value)),
        new("Connection:ClientCertificates", "array of files", "none", "PKCS#12 files without password that contain a client certificate and its key.", static (options, value) => AddFiles(options.Connection.ClientCertificates, value)),
        new("Connection:CertificateAuthorities", "array of files", "none", "Files (PEM or DER) of certificate authorities that are trusted in addition to the system's.", static (options, value) => AddFiles(options.Connection.CertificateAuthorities, value)),
        new("Paging:Prefetch", "`true` or `false`", "true", "Whether the next page is fetched while this one is processed.", static (options, value) => options.Paging.Prefetch = value.Boolean()),
    ];

    private static WebProxy Proxy(ConfigurationValue value)
    {
        var address = value.Address();
        var proxy = new WebProxy(address.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped));
        if (address.UserInfo is { Length: > 0 } user)
        {
            var parts = user.Split([':'], 2);
            proxy.Credentials = new NetworkCredential(Uri.UnescapeDataString(parts[0]), parts.Length == 2 ? Uri.UnescapeDataString(parts[1]) : "");
        }

        return proxy;
    }

    private static void AddFiles(IList<X509Certificate2> certificates, ConfigurationValue value)
    {
        foreach (var file in value.List())
        {
            certificates.Add(file.Certificate());
        }
    }

    private static void Add(IList<Uri> origins, ConfigurationValue value)
    {
        foreach (var origin in value.List())
        {
            origins.Add(origin.Address());
        }
    }
}
