using System.Globalization;

namespace IdentitySdk.Testing.Seeding;

/// <summary>Date formats of the vendors.</summary>
internal static class Timestamps
{
    /// <summary>UTC with three fraction digits and Z.</summary>
    public static string ToUtcText(this DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>Three fraction digits and an offset.</summary>
    public static string ToOffsetText(this DateTimeOffset time) => time.ToString("yyyy-MM-dd'T'HH:mm:ss.fffzzz", CultureInfo.InvariantCulture);
}
