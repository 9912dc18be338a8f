using System.Net.Http;
using IdentitySdk.Cli.Hosting;
using IdentitySdk.Cli.Vendors;
using IdentitySdk.Directories;

namespace IdentitySdk.Cli.Commands;

/// <summary>The message and exit code of a failed command.</summary>
/// <param name="ExitCode">One of <see cref="ExitCodes"/>.</param>
/// <param name="Text">The message with the vendor's error and what to do next, without secrets; null when nothing is reported.</param>
internal sealed record Failure(int ExitCode, string? Text)
{
    private const int BrokenPipe = 32;

    /// <summary>Creates the failure of an exception; null for an exception that is a defect of the tool.</summary>
    public static Failure? From(Exception exception, VendorCatalog vendors) => exception switch
    {
        CommandException command => new Failure(command.ExitCode, Cell.Plain(exception.Message)),
        OperationCanceledException => new Failure(ExitCodes.Cancelled, "cancelled."),
        CredentialException { InnerException: TransportException transport } => From(transport, vendors),
        TransportException { IsOutcomeUnknown: false } transport =>
            new Failure(ExitCodes.Unreachable, $"{transport.Message.TrimEnd('.')}: {Cause(transport.InnerException)}"),
        IdentityApiException api => new Failure(Code(api), Join(api.Details, Advice(api, vendors))),
        PlanBlockedException or PlanInputException or SourceException or JournalException or DirectoryException => FromDirectory(exception, vendors),
        NotSupportedException => new Failure(ExitCodes.BadUsage, exception.Message),
        _ => FromOutput(exception),
    };

    public int Report(IConsole console)
    {
        if (Text is not null)
        {
            Terminal.WriteError(console, $"idsdk: {Cell.PlainLines(Text)}");
        }

        return ExitCode;
    }

    /// <summary>A vendor's own error is more specific than the directory's, so it is preferred.</summary>
    private static Failure? FromDirectory(Exception exception, VendorCatalog vendors) => exception switch
    {
        PlanBlockedException => new Failure(ExitCodes.Blocked, exception.Message),
        DirectoryException { InnerException: { } inner, Error: not DirectoryError.AlreadyExists } when From(inner, vendors) is { } failure => failure,
        DirectoryException { Error: DirectoryError.NotFound } => new Failure(ExitCodes.NotFound, exception.Message),
        DirectoryException { Error: DirectoryError.OutcomeUnknown } => new Failure(ExitCodes.OutcomeUnknown, exception.Message),
        DirectoryException => new Failure(ExitCodes.Failed, exception.Message),
        _ => new Failure(ExitCodes.BadUsage, exception.Message),
    };

    private static Failure? FromOutput(Exception exception) => exception switch
    {
        // The reader has closed the pipe.
        IOException { HResult: BrokenPipe } => new Failure(ExitCodes.Success, null),
        // The runtime throws UnauthorizedAccessException for a closed descriptor.
        IOException or UnauthorizedAccessException =>
            new Failure(ExitCodes.Failed, $"the output cannot be written: {(exception.InnerException ?? exception).Message}"),
        _ => null,
    };

    private static int Code(IdentityApiException exception) => exception switch
    {
        { IsOutcomeUnknown: true } => ExitCodes.OutcomeUnknown,
        NotFoundException => ExitCodes.NotFound,
        _ => ExitCodes.Failed,
    };

    private static string Advice(IdentityApiException exception, VendorCatalog vendors) => exception switch
    {
        { IsOutcomeUnknown: true } => "It may have been carried out nevertheless: check before you retry.",
        UnauthorizedException or CredentialException { StatusCode: 400 or 401 or 403 } =>
            $"Check {vendors.CredentialVariables(exception.Vendor)}, or the profile (idsdk profiles list).",
        CredentialException => "",
        ForbiddenException => "The credential does not have the permission: check its scopes and the roles of its owner. idsdk doctor shows what it can do.",
        RateLimitedException => $"Try again{(exception.RetryAfter is { } wait ? $" in {Math.Ceiling(wait.TotalSeconds)} s" : " later")}.",
        InvalidResponseException => "Check the base URL; --debug-http shows what was received.",
        ServerException => "The vendor has a problem: try again later.",
        _ => "",
    };

    private static string Join(string text, string advice) => advice.Length == 0 ? text : $"{text}\n{advice}";

    private static string Cause(Exception? exception) => (exception as HttpRequestException)?.HttpRequestError switch
    {
        HttpRequestError.NameResolutionError => "the host name cannot be resolved. Check the base URL.",
        HttpRequestError.ConnectionError => "no server is listening at this address. Check the base URL.",
        HttpRequestError.SecureConnectionError => "the server's certificate is not accepted, or the server does not speak TLS.",
        HttpRequestError.ResponseEnded => "the server closed the connection.",
        HttpRequestError.ProxyTunnelError => "the proxy refused the connection.",
        _ => exception is HttpRequestException or IOException ? "the connection was lost." : "the server did not respond in time.",
    };
}
