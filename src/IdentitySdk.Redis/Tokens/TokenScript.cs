using StackExchange.Redis;

namespace IdentitySdk.Redis;

/// <summary>Runs the script of a token.</summary>
internal static class TokenScript
{
    private static readonly string s_text = Script.Read("token.lua");

    public static Task<RedisResult> LeaseAsync(IDatabase database, RedisKey key, TimeSpan duration, TimeSpan heartbeatTimeout) =>
        RunAsync(database, key, "lease", Script.Microseconds(duration), Script.Microseconds(heartbeatTimeout));

    /// <summary>Stores a token and ends the lease; an empty token removes the stored one.</summary>
    public static Task<RedisResult> SetAsync(IDatabase database, RedisKey key, long number, byte[] token, TimeSpan timeToLive) =>
        RunAsync(database, key, "set", number, token, (long)Math.Ceiling(timeToLive.TotalMilliseconds));

    public static Task<RedisResult> ReleaseAsync(IDatabase database, RedisKey key, long number) => RunAsync(database, key, "release", number);

    /// <summary>Sends the heartbeat of a lease.</summary>
    public static Task<RedisResult> BeatAsync(IDatabase database, RedisKey key, long number) => RunAsync(database, key, "heartbeat", number);

    private static Task<RedisResult> RunAsync(IDatabase database, RedisKey key, params RedisValue[] arguments) =>
        database.ScriptEvaluateAsync(s_text, [key], arguments);
}
