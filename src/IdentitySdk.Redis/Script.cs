using System.Globalization;
using StackExchange.Redis;

namespace IdentitySdk.Redis;

/// <summary>The Lua scripts, from the assembly's resources, and the form of their numbers.</summary>
internal static class Script
{
    /// <summary>No window is longer, and sums of such times are in range everywhere.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(30);

    /// <summary>Reads a script.</summary>
    public static string Read(string name)
    {
        using var reader = new StreamReader(typeof(Script).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }

    /// <summary>A time in whole microseconds.</summary>
    public static RedisValue Microseconds(TimeSpan time) => time.Ticks / 10;

    /// <summary>A time that a script returned, whatever stood in the key.</summary>
    public static TimeSpan Time(long microseconds) => TimeSpan.FromTicks(Math.Min(Math.Max(microseconds, 0), Longest.Ticks / 10) * 10);

    /// <summary>A number with the point as its decimal separator.</summary>
    public static RedisValue Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
