namespace IdentitySdk.Generation;

/// <summary>Documents an operation's failures, with the exception types that callers catch.</summary>
internal static class FailureText
{
    /// <param name="statuses">The statuses that the specification declares, separated by commas; success statuses are ignored.</param>
    /// <returns>Lines of documentation, each with its line break.</returns>
    public static string Lines(string statuses) => string.Concat(
        from status in statuses.Split(',', StringSplitOptions.RemoveEmptyEntries)
        where status[0] is '4' or '5'
        group status by Exception(status) into failure
        orderby failure.First()
        select $"    /// <exception cref=\"{failure.Key}\">HTTP {string.Join(", ", failure)}.</exception>\n");

    private static string Exception(string status) => status switch
    {
        "401" => "UnauthorizedException",
        "403" => "ForbiddenException",
        "404" => "NotFoundException",
        "409" or "412" => "ConflictException",
        "429" => "RateLimitedException",
        "408" => "ServerException",
        _ when status[0] == '5' => "ServerException",
        _ => "InvalidRequestException",
    };
}
