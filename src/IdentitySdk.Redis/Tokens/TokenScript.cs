using StackExchange.Redis;

namespace IdentitySdk.Redis;

/// <summary>The script of a token, and its calls.</summary>
internal static class TokenScript
{
    private static readonly string s_text = Script.Read("token.lua");

    public static Task<RedisResult> LeaseAsync(IDatabase database, RedisKey key, TimeSpan duration, TimeSpan silence) =>
        RunAsync(database, key, "lease", Script.Microseconds(duration), Script.Microseconds(silence));

    /// <summary>Stores a token; an empty one ends the lease and leaves none.</summary>
    public static Task<RedisResult> SetAsync(IDatabase database, RedisKey key, long number, byte[] token, TimeSpan timeToLive) =>
        RunAsync(database, key, "set", number, token, (long)Math.Ceiling(timeToLive.TotalMilliseconds));

    public static Task<RedisResult> ReleaseAsync(IDatabase database, RedisKey key, long number) => RunAsync(database, key, "release", number);

    /// <summary>Says that the holder of a lease lives.</summary>
    public static Task<RedisResult> BeatAsync(IDatabase database, RedisKey key, long number) => RunAsync(database, key, "beat", number);

    private static Task<RedisResult> RunAsync(IDatabase database, RedisKey key, params RedisValue[] arguments) =>
        database.ScriptEvaluateAsync(s_text, [key], arguments);
}
