using System.Net.Http;
using IdentitySdk.Cli.Hosting;
using IdentitySdk.Cli.Output;
using IdentitySdk.Cli.Vendors;

namespace IdentitySdk.Cli.Commands;

/// <summary>The message and exit code of a failed command.</summary>
/// <param name="ExitCode">One of <see cref="ExitCodes"/>.</param>
/// <param name="Line">One line without secrets or personal data; null when nothing is reported.</param>
internal sealed record Failure(int ExitCode, string? Line)
{
    private const int BrokenPipe = 32;

    /// <summary>Null for exceptions that are defects of the tool.</summary>
    public static Failure? From(Exception exception, VendorCatalog vendors) => exception switch
    {
        UsageException => new Failure(ExitCodes.BadUsage, exception.Message),
        OperationCanceledException => new Failure(ExitCodes.Cancelled, "cancelled."),
        TransportException transport => new Failure(ExitCodes.Unreachable, $"{Sentence(transport)} {Cause(transport.InnerException)}"),
        UnauthorizedException { Vendor: var vendor } => new Failure(ExitCodes.Failed, $"{exception.Message} Check {vendors.CredentialVariables(vendor)}."),
        CredentialException { StatusCode: 400 or 401 or 403, Vendor: var vendor } =>
            new Failure(ExitCodes.Failed, $"{exception.Message} Check {vendors.CredentialVariables(vendor)}."),
        CredentialException { InnerException: TransportException transport } => From(transport, vendors),
        IdentityApiException => new Failure(ExitCodes.Failed, exception.Message),
        // The reader has closed the pipe.
        IOException { HResult: BrokenPipe } => new Failure(ExitCodes.Success, null),
        // The runtime throws the second for a closed descriptor.
        IOException or UnauthorizedAccessException =>
            new Failure(ExitCodes.Failed, $"the output cannot be written: {(exception.InnerException ?? exception).Message}"),
        _ => null,
    };

    public int Report(IConsole console)
    {
        if (Line is not null)
        {
            Terminal.WriteError(console, $"idsdk: {Cell.Plain(Line)}");
        }

        return ExitCode;
    }

    private static string Sentence(TransportException exception) => exception.Message.TrimEnd('.') + ":";

    private static string Cause(Exception? exception) => (exception as HttpRequestException)?.HttpRequestError switch
    {
        HttpRequestError.NameResolutionError => "the host name cannot be resolved. Check the base URL.",
        HttpRequestError.ConnectionError => "no server is listening at this address. Check the base URL.",
        HttpRequestError.SecureConnectionError => "the server's certificate is not accepted, or the server does not speak TLS.",
        HttpRequestError.ResponseEnded => "the server closed the connection.",
        _ => exception is HttpRequestException or IOException ? "the connection was lost." : "the server did not respond in time.",
    };
}
