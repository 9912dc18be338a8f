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
    /// The address to listen on. Default: loopback. Connections are not encrypted and anybody who knows the credentials gets in, so choose another only where
    /// nobody else can reach it, such as inside a container.
    /// </summary>
    public IPAddress Address { get; set; } = IPAddress.Loopback;

    /// <summary>Called with each request when it arrives, on the thread that handles it. Default: nothing.</summary>
    public Action<EmulatorRequest>? RequestReceived { get; set; }

    /// <summary>The port to listen on. Default 0: any free port.</summary>
    public int Port { get; set; }

    /// <summary>Number of seeded users. They are computed from their index, so a million costs no memory. Default 1,000.</summary>
    public int UserCount { get; set; } = 1000;

    /// <summary>Adds what a future server version might send: unknown enum values, members of another type, dates with an offset. Default off.</summary>
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
    /// Whether the reset time in rate-limit headers is cut to whole seconds instead of rounded up, so that a client that trusts it may come a moment too
    /// early. Default off.
    /// </summary>
    public bool RateLimitResetRoundsDown { get; set; }

    /// <summary>Share of API requests (0 to 1) that fail with 429, 500, 502, 503 or a reset connection without being processed. Default 0.</summary>
    public double ErrorRate { get; set; }

    /// <summary>Seed of <see cref="ErrorRate"/>: the same seed fails the same request numbers.</summary>
    public int ErrorSeed { get; set; }

    /// <summary>Maximum number of requests in <see cref="VendorEmulator.Requests"/>; older ones are dropped. Default 10,000.</summary>
    public int RequestLogCapacity { get; set; } = 10_000;

    /// <summary>Most bytes that <see cref="VendorEmulator.Requests"/> holds; older requests are dropped. Default 64 MiB.</summary>
    public long RequestLogBytes { get; set; } = 64 * 1024 * 1024;

    /// <summary>Largest request body in bytes; a larger one gets the vendor's error with status 413. Default 10 MiB.</summary>
    public int MaxBodySize { get; set; } = 10 * 1024 * 1024;

    /// <summary>
    /// How long a write stays invisible to lists (in Okta, to <c>search</c>, as documented; reads by id, <c>q</c> and <c>filter</c> show it at once there).
    /// Default zero.
    /// </summary>
    public TimeSpan ConsistencyDelay { get; set; }

    /// <summary>
    /// Refuses query parameters that the operation does not have, which a vendor ignores, so that a misspelt filter cannot pass unseen. Default off;
    /// they are listed in <see cref="EmulatorRequest.Unknown"/> either way.
    /// </summary>
    public bool Strict { get; set; }

    /// <summary>
    /// The emulator's clock: token expiry, rate-limit windows, delays, the <c>Date</c> header and the dates of changed users.
    /// Default: the system clock.
    /// </summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>
    /// How far the emulator's clock is ahead of <see cref="TimeProvider"/>, or behind it when negative: what a client sees whose own clock is wrong.
    /// At most a year either way. Default zero.
    /// </summary>
    public TimeSpan ClockSkew { get; set; }

    internal VendorEmulatorOptions Copy()
    {
        var copy = (VendorEmulatorOptions)MemberwiseClone();
        copy.TimeProvider = ClockSkew == TimeSpan.Zero ? TimeProvider : new SkewedClock(TimeProvider, ClockSkew);
        return copy;
    }
}
