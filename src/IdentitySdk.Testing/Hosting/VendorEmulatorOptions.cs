using System.Net;
using IdentitySdk.Testing.Hosting;

namespace IdentitySdk.Testing;

/// <summary>Options that all emulators have in common. They are copied when the emulator starts.</summary>
public abstract class VendorEmulatorOptions
{
    private protected VendorEmulatorOptions()
    {
    }

    /// <summary>
    /// The address to listen on. Default: loopback. Connections are not encrypted, so choose another address only where no untrusted client can reach it,
    /// such as inside a container.
    /// </summary>
    public IPAddress Address { get; set; } = IPAddress.Loopback;

    /// <summary>Called with each request when it arrives, on the thread that handles it. Default: null.</summary>
    public Action<EmulatorRequest>? RequestReceived { get; set; }

    /// <summary>The port to listen on. Default 0: any free port.</summary>
    public int Port { get; set; }

    /// <summary>Number of seeded users. They are computed from their index, so that a million users take no memory. Default 1,000.</summary>
    public int UserCount { get; set; } = 1000;

    /// <summary>
    /// Whether responses contain what a future server version might send: unknown enum values, members of another type, dates with an offset. Default off.
    /// </summary>
    public bool Oddities { get; set; }

    /// <summary>Lifetime of an access token. Default: the vendor's (Okta and Agilicus one hour, OneLogin ten).</summary>
    public TimeSpan? TokenLifetime { get; set; }

    /// <summary>
    /// Requests per window and bucket before the vendor's "too many requests" response. Default 10,000,000.
    /// Agilicus documents no rate limits, so its emulator has none.
    /// </summary>
    public int RateLimit { get; set; } = 10_000_000;

    /// <summary>Length of a rate-limit window. Default: the vendor's (Okta one minute, OneLogin one hour).</summary>
    public TimeSpan? RateLimitWindow { get; set; }

    /// <summary>
    /// Whether the reset time in rate-limit headers is rounded down to whole seconds instead of up, so that a client that trusts it may retry too early.
    /// Default off.
    /// </summary>
    public bool RateLimitResetRoundsDown { get; set; }

    /// <summary>Share of API requests (0 to 1) that fail with 429, 500, 502, 503 or a reset connection without being processed. Default 0.</summary>
    public double ErrorRate { get; set; }

    /// <summary>Seed of <see cref="ErrorRate"/>: the same seed fails the same request numbers.</summary>
    public int ErrorSeed { get; set; }

    /// <summary>Maximum number of requests in <see cref="VendorEmulator.Requests"/>; older ones are dropped. Default 10,000.</summary>
    public int RequestLogCapacity { get; set; } = 10_000;

    /// <summary>Maximum size of <see cref="VendorEmulator.Requests"/> in bytes; older requests are dropped. Default 64 MiB.</summary>
    public long RequestLogBytes { get; set; } = 64 * 1024 * 1024;

    /// <summary>Maximum size of a request body in bytes; the response to a larger one is the vendor's error with status 413. Default 10 MiB.</summary>
    public int MaxBodySize { get; set; } = 10 * 1024 * 1024;

    /// <summary>
    /// How long lists do not show a write. In Okta only <c>search</c> lags, as documented; reads by id, <c>q</c> and <c>filter</c> show a write immediately.
    /// Default zero.
    /// </summary>
    public TimeSpan ConsistencyDelay { get; set; }

    /// <summary>
    /// Whether requests with query parameters that the operation does not have are refused. Vendors ignore such parameters, so a misspelt filter would go
    /// unnoticed. Default off; <see cref="EmulatorRequest.Unknown"/> lists them in either case.
    /// </summary>
    public bool Strict { get; set; }

    /// <summary>
    /// The emulator's clock: token expiry, rate-limit windows, delays, the <c>Date</c> header and the dates of changed users.
    /// Default: the system clock.
    /// </summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>
    /// The offset of the emulator's clock from <see cref="TimeProvider"/>, to test clients whose own clock is wrong. Positive: the emulator's clock is fast.
    /// At most 366 days in either direction. Default zero.
    /// </summary>
    public TimeSpan ClockSkew { get; set; }

    internal VendorEmulatorOptions Copy()
    {
        var copy = (VendorEmulatorOptions)MemberwiseClone();
        copy.TimeProvider = ClockSkew == TimeSpan.Zero ? TimeProvider : new SkewedClock(TimeProvider, ClockSkew);
        return copy;
    }
}
