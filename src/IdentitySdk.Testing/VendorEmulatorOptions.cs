namespace IdentitySdk.Testing;

/// <summary>What the three emulators have in common. Options are copied when the emulator starts.</summary>
public abstract class VendorEmulatorOptions
{
    private protected VendorEmulatorOptions()
    {
    }

    /// <summary>Users that exist at the start. They are computed from their index, so a million costs no memory. Default 1,000.</summary>
    public int UserCount { get; set; } = 1000;

    /// <summary>Adds what a later server version might send: unknown enum values, members of another type, dates with an offset. Default off.</summary>
    public bool Oddities { get; set; }

    /// <summary>Life of an access token. Default: the vendor's (Okta and Agilicus one hour, OneLogin ten).</summary>
    public TimeSpan? TokenLifetime { get; set; }

    /// <summary>
    /// Requests per window and bucket before the vendor's "too many requests" answer. Default 10,000,000.
    /// Agilicus documents no limits and has none.
    /// </summary>
    public int RateLimit { get; set; } = 10_000_000;

    /// <summary>Length of a rate-limit window. Default: the vendor's (Okta one minute, OneLogin one hour).</summary>
    public TimeSpan? RateLimitWindow { get; set; }

    /// <summary>Share of API requests (0 to 1) that fail with 429, 500, 502, 503 or a closed connection before anything is done. Default 0.</summary>
    public double ErrorRate { get; set; }

    /// <summary>Decides which requests <see cref="ErrorRate"/> hits: the same seed hits the same request numbers.</summary>
    public int ErrorSeed { get; set; }

    /// <summary>How many of the last requests <see cref="VendorEmulator.Requests"/> keeps. Default 10,000.</summary>
    public int RequestLogCapacity { get; set; } = 10_000;

    /// <summary>The server's clock: token expiry, rate-limit windows, delays, the <c>Date</c> header and changed users' dates. Default the system's.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    internal VendorEmulatorOptions Copy() => (VendorEmulatorOptions)MemberwiseClone();
}
