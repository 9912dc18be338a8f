namespace IdentitySdk.Configuration;

/// <summary>The keys that the sections of all vendors have: the one list that is read, documented and checked for unknown keys.</summary>
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
        new("KeepInheritedHandlers", "`true` or `false`", "false", "Whether resilience handlers of the host's defaults stay.", static (options, value) => options.KeepInheritedHandlers = value.Boolean()),
        new("TokenCacheTimeout", "time span", "00:00:00.250", "Time-out of one operation of the token cache.", static (options, value) => options.TokenCacheTimeout = value.Time()),
        new("Retry:MaxRetries", "number", "3", "How often a call is retried; 0 sends it once.", static (options, value) => options.Retry.MaxRetries = value.Number()),
        new("Retry:BaseDelay", "time span", "00:00:00.500", "Delay before the first retry.", static (options, value) => options.Retry.BaseDelay = value.Time()),
        new("Retry:MaxDelay", "time span", "00:00:30", "Longest delay that the client chooses.", static (options, value) => options.Retry.MaxDelay = value.Time()),
        new("Retry:MaxServerDelay", "time span", "00:01:10", "Longest delay that the server may request.", static (options, value) => options.Retry.MaxServerDelay = value.Time()),
        new("Retry:MaxTotalTime", "time span", "00:05:00", "Longest duration of a call with all attempts and waits.", static (options, value) => options.Retry.MaxTotalTime = value.Time()),
        new("RateLimits:IsEnabled", "`true` or `false`", "true", "Whether the client waits before it exceeds the rate limit.", static (options, value) => options.RateLimits.IsEnabled = value.Boolean()),
        new("RateLimits:Share", "number", "1", "Part of each budget that this client may use, above 0 and up to 1.", static (options, value) => options.RateLimits.Share = value.Fraction()),
        new("RateLimits:Floor", "number", "0", "Calls of each budget that are never used.", static (options, value) => options.RateLimits.Floor = value.Number()),
        new("RateLimits:MaxWait", "time span", "00:01:10", "Longest wait for the rate limit.", static (options, value) => options.RateLimits.MaxWait = value.Time()),
        new("RateLimits:StoreTimeout", "time span", "00:00:00.250", "Time-out of one operation of the rate-limit store.", static (options, value) => options.RateLimits.StoreTimeout = value.Time()),
        new("Paging:Prefetch", "`true` or `false`", "true", "Whether the next page is fetched while this one is processed.", static (options, value) => options.Paging.Prefetch = value.Boolean()),
    ];

    private static void Add(IList<Uri> origins, ConfigurationValue value)
    {
        foreach (var origin in value.List())
        {
            origins.Add(origin.Address());
        }
    }
}
