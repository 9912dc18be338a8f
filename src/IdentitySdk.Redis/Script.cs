using System.Globalization;
using StackExchange.Redis;

namespace IdentitySdk.Redis;

/// <summary>Reads the embedded Lua scripts, and converts their arguments and results.</summary>
internal static class Script
{
    /// <summary>The maximum of all times. No window is longer, and sums cannot overflow.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(30);

    public static string Read(string name)
    {
        using var reader = new StreamReader(typeof(Script).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }

    /// <summary>A time in whole microseconds.</summary>
    public static RedisValue Microseconds(TimeSpan time) => time.Ticks / 10;

    /// <summary>A time from a script, limited to the valid range.</summary>
    public static TimeSpan Time(long microseconds) => TimeSpan.FromTicks(Math.Min(Math.Max(microseconds, 0), Longest.Ticks / 10) * 10);

    public static RedisValue Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
