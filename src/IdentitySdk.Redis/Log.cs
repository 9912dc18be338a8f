using Microsoft.Extensions.Logging;

namespace IdentitySdk.Redis;

/// <summary>Log events. Their ids and names are stable; none contains a key, a token or a connection string.</summary>
internal static partial class Log
{
    public const string Category = "IdentitySdk";

    [LoggerMessage(21, LogLevel.Warning, "Redis cannot be used by the {Use}, which goes on without it: {Failure}.", EventName = "RedisFailed")]
    public static partial void RedisFailed(ILogger logger, string use, string failure);

    [LoggerMessage(22, LogLevel.Information, "Redis can be used by the {Use} again, after {Seconds} s.", EventName = "RedisBack")]
    public static partial void RedisBack(ILogger logger, string use, double seconds);

    [LoggerMessage(
        23,
        LogLevel.Warning,
        "A key of the {Use} in Redis holds what is not ours: choose another KeyPrefix, or delete the key. It is done without.",
        EventName = "RedisKeyForeign")]
    public static partial void RedisKeyForeign(ILogger logger, string use);

    [LoggerMessage(
        24,
        LogLevel.Warning,
        "A token in Redis cannot be decrypted, and another is requested: all processes need the same key.",
        EventName = "RedisTokenUnreadable")]
    public static partial void RedisTokenUnreadable(ILogger logger);
}
