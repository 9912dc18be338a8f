using Microsoft.Extensions.Logging;

namespace IdentitySdk.Redis;

/// <summary>Log events. Their ids and names are stable. No event contains a key, a token or a connection string.</summary>
internal static partial class Log
{
    public const string Category = "IdentitySdk";

    [LoggerMessage(21, LogLevel.Warning, "The {Use} cannot use Redis and continues without it: {Failure}.", EventName = "RedisFailed")]
    public static partial void RedisFailed(ILogger logger, string use, string failure);

    [LoggerMessage(22, LogLevel.Information, "The {Use} can use Redis again, after {Seconds} s.", EventName = "RedisBack")]
    public static partial void RedisBack(ILogger logger, string use, double seconds);

    [LoggerMessage(
        23,
        LogLevel.Warning,
        "A Redis key of the {Use} holds a value of another type, so the key is not used: choose another KeyPrefix, or delete the key.",
        EventName = "RedisKeyForeign")]
    public static partial void RedisKeyForeign(ILogger logger, string use);

    [LoggerMessage(
        24,
        LogLevel.Warning,
        "A token in Redis cannot be decrypted, so a new one is requested: all processes need the same encryption key.",
        EventName = "RedisTokenUnreadable")]
    public static partial void RedisTokenUnreadable(ILogger logger);
}
