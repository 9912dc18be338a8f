using System.Globalization;

namespace IdentitySdk.Testing.Seeding;

/// <summary>Dates as the vendors write them.</summary>
internal static class Timestamps
{
    /// <summary>Three fraction digits and Z: Okta and OneLogin.</summary>
    public static string Zulu(this DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>Three fraction digits and an offset: Agilicus.</summary>
    public static string WithOffset(this DateTimeOffset time) => time.ToString("yyyy-MM-dd'T'HH:mm:ss.fffzzz", CultureInfo.InvariantCulture);
}
