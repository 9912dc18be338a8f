namespace IdentitySdk.Core;

/// <summary>Random numbers that spread concurrent callers out in time; never used for secrets.</summary>
internal static class Jitter
{
#if NET8_0_OR_GREATER
    public static double Next() => Random.Shared.NextDouble();
#else
    private static readonly Random s_random = new();

    public static double Next()
    {
        lock (s_random)
        {
            return s_random.NextDouble();
        }
    }
#endif
}
