using Microsoft.Extensions.Logging;

namespace IdentitySdk.Core;

/// <summary>Log events. Their ids and names are stable; none contains an id, a query, a header or a body.</summary>
internal static partial class Log
{
    public const string Category = IdentityTelemetry.LogCategory;

    [LoggerMessage(1, LogLevel.Debug, "{Vendor} {Operation} returned {StatusCode} after {Retries} retries.", EventName = "Completed")]
    public static partial void Completed(ILogger logger, string vendor, string operation, int statusCode, int retries);

    [LoggerMessage(2, LogLevel.Warning, "{Vendor} {Operation} failed with {Failure} after {Retries} retries.", EventName = "Failed")]
    public static partial void Failed(ILogger logger, string vendor, string operation, string failure, int retries);

    [LoggerMessage(
        3,
        LogLevel.Warning,
        "{Vendor} {Operation} returned {Member}, or an item of it, with a JSON type that the vendor does not document; the value is unmapped but retained.",
        EventName = "UnexpectedMember")]
    public static partial void UnexpectedMember(ILogger logger, string vendor, string operation, string member);

    [LoggerMessage(4, LogLevel.Information, "{Vendor} {Operation} is retried (retry {Retry}, reason {Reason}) after {DelaySeconds} s.", EventName = "Retrying")]
    public static partial void Retrying(ILogger logger, string vendor, string operation, int retry, string reason, double delaySeconds);

    [LoggerMessage(5, LogLevel.Debug, "{Vendor} {Operation} was cancelled after {Retries} retries.", EventName = "Cancelled")]
    public static partial void Cancelled(ILogger logger, string vendor, string operation, int retries);

    [LoggerMessage(
        6, LogLevel.Warning, "{Vendor} {Operation} returned {StatusCode} with a body that is not what the vendor documents.", EventName = "Unreadable")]
    public static partial void Unreadable(ILogger logger, string vendor, string operation, int statusCode);

    [LoggerMessage(7, LogLevel.Warning, "{Vendor} access token could not be refreshed: {Failure}.", EventName = "TokenNotRefreshed")]
    public static partial void TokenNotRefreshed(ILogger logger, string vendor, string failure);

    [LoggerMessage(8, LogLevel.Warning, "{Vendor} token cache failed and was bypassed: {Failure}.", EventName = "TokenCacheFailed")]
    public static partial void TokenCacheFailed(ILogger logger, string vendor, string failure);

    [LoggerMessage(9, LogLevel.Information, "{Vendor} client {Client} runs without inherited handlers: {Handlers}.", EventName = "HandlersRemoved")]
    public static partial void HandlersRemoved(ILogger logger, string vendor, string client, string handlers);

    [LoggerMessage(
        12, LogLevel.Information, "{Vendor} {Operation} waits {Seconds} s at most for the rate limit of {Bucket}.", EventName = "WaitingForRateLimit")]
    public static partial void WaitingForRateLimit(ILogger logger, string vendor, string operation, string bucket, double seconds);

    [LoggerMessage(13, LogLevel.Warning, "{Vendor} rate-limit store failed and is bypassed for a while: {Failure}.", EventName = "RateLimitStoreFailed")]
    public static partial void RateLimitStoreFailed(ILogger logger, string vendor, string failure);

    [LoggerMessage(
        20, LogLevel.Warning, "{Vendor} client {Client} needs a restart to use these changes of its configuration: {Keys}.", EventName = "NeedsRestart")]
    public static partial void NeedsRestart(ILogger logger, string vendor, string client, string keys);

    [LoggerMessage(21, LogLevel.Information, "{Vendor} client {Client} uses the credential of its changed configuration.", EventName = "CredentialReplaced")]
    public static partial void CredentialReplaced(ILogger logger, string vendor, string client);

    [LoggerMessage(
        22,
        LogLevel.Error,
        "{Vendor} client {Client} keeps its credential, because its configuration has no valid one: {Failures}.",
        EventName = "CredentialNotReplaced")]
    public static partial void CredentialNotReplaced(ILogger logger, string vendor, string client, string failures);
}
