using StackExchange.Redis;

namespace IdentitySdk.Redis;

/// <summary>Describes a failure of Redis by its kind and a remedy, without the exception's message, which may contain a key or an address.</summary>
internal static class RedisFailure
{
    private const string Commands = "EVAL, EVALSHA, SCRIPT LOAD, TIME, EXISTS, HDEL, HGETALL, HLEN, HMGET, HSET, PEXPIRE and PTTL";

    /// <summary>Whether the key holds a value of another type: the key cannot be used, but Redis can.</summary>
    public static bool IsForeignValue(Exception exception) => Code(exception) == "WRONGTYPE";

    /// <summary>A short text of low cardinality.</summary>
    public static string Describe(Exception exception) => exception switch
    {
        TimeoutException => "no response in time",
        _ when Code(exception) is { } code => Explain(code),
        RedisConnectionException { FailureType: ConnectionFailureType.AuthenticationFailure } => Explain("WRONGPASS"),
        RedisConnectionException => "no connection",
        _ => exception.GetType().Name,
    };

    private static string Explain(string code) => code switch
    {
        "NOAUTH" or "WRONGPASS" => $"{code}, the user or password is wrong",
        "NOPERM" => $"{code}, the user needs {Commands} on the keys with the prefix",
        "OOM" => $"{code}, its memory is full",
        "READONLY" => $"{code}, this server is a replica",
        "WRONGTYPE" => $"{code}, a key holds a value of another type",
        _ => code,
    };

    /// <summary>The first word of a server's error in capitals, such as OOM; null for anything else.</summary>
    private static string? Code(Exception exception)
    {
        // Depending on the server's version, an error inside a script follows "ERR user_script:1: " or precedes a note on the script.
        var words = exception is RedisServerException ? exception.Message.Split(' ') : [];
        return words.FirstOrDefault(static word => word.Length > 2 && word != "ERR" && word.All(static character => character is >= 'A' and <= 'Z'));
    }
}
