namespace IdentitySdk.Generation;

/// <summary>Documents an operation's failures, with the exception types that callers catch.</summary>
internal sealed class FailureText(SpecDocument document)
{
    /// <summary>The extension with the statuses of which some mean that a value is taken, which the exception's type then tells.</summary>
    public const string AlreadyExists = "x-already-exists";

    /// <summary>Prints the failures of an operation.</summary>
    /// <param name="marker">Verb and path.</param>
    /// <returns>Lines of documentation, each with its line break.</returns>
    public string Print(string marker)
    {
        var operation = document.Find(marker);
        return Lines(
            operation.Node.Get("responses").Members().Select(static response => response.Key.Value!),
            [.. operation.Node.Items(AlreadyExists).Select(static status => status.ToString())]);
    }

    /// <param name="statuses">The statuses that the specification declares; success statuses are ignored.</param>
    /// <param name="taken">Those that are an <c>AlreadyExistsException</c>: 409 always, others when the specification marks the response.</param>
    public static string Lines(IEnumerable<string> statuses, IReadOnlyList<string> taken) => string.Concat(
        from status in statuses
        where status[0] is '4' or '5'
        from exception in Exceptions(status, taken.Contains(status))
        group status by exception into failure
        orderby failure.First(), failure.Key
        select $"    /// <exception cref=\"{failure.Key}\">HTTP {string.Join(", ", failure)}{Condition(failure.Key)}.</exception>\n");

    private static string Condition(string exception) => exception == "AlreadyExistsException" ? ": a value that must be unique is taken" : "";

    private static string[] Exceptions(string status, bool isTaken) => (status, isTaken) switch
    {
        ("409", true) => ["AlreadyExistsException"],
        (_, true) => ["AlreadyExistsException", Exception(status)],
        _ => [Exception(status)],
    };

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
