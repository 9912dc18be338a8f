using System.Net.Http;
using IdentitySdk.Cli.Output;
using IdentitySdk.Cli.Vendors;

namespace IdentitySdk.Cli;

/// <summary>What is said of a failure, and with which exit code.</summary>
/// <param name="ExitCode">One of <see cref="ExitCodes"/>.</param>
/// <param name="Line">One line without secrets or personal data; null when nothing is said.</param>
internal sealed record Failure(int ExitCode, string? Line)
{
    private const int BrokenPipe = 32;

    /// <summary>Null for what is no failure of the command but a defect of the tool.</summary>
    public static Failure? Of(Exception fault) => fault switch
    {
        UsageException => new Failure(ExitCodes.BadUsage, fault.Message),
        OperationCanceledException => new Failure(ExitCodes.Cancelled, "cancelled."),
        TransportException transport => new Failure(ExitCodes.Unreachable, $"{Sentence(transport)} {Cause(transport.InnerException)}"),
        UnauthorizedException refused => new Failure(ExitCodes.Failed, $"{refused.Message} Check {VendorCatalog.CredentialVariables(refused.Vendor)}."),
        CredentialException { StatusCode: 400 or 401 or 403 } refused =>
            new Failure(ExitCodes.Failed, $"{refused.Message} Check {VendorCatalog.CredentialVariables(refused.Vendor)}."),
        CredentialException { InnerException: TransportException transport } => Of(transport),
        IdentityApiException refused => new Failure(ExitCodes.Failed, refused.Message),
        // Whoever reads has seen enough.
        IOException { HResult: BrokenPipe } => new Failure(ExitCodes.Success, null),
        // The runtime says the second of a closed descriptor.
        IOException or UnauthorizedAccessException => new Failure(ExitCodes.Failed, $"the output cannot be written: {(fault.InnerException ?? fault).Message}"),
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

    private static string Sentence(TransportException fault) => fault.Message.TrimEnd('.') + ":";

    private static string Cause(Exception? fault) => (fault as HttpRequestException)?.HttpRequestError switch
    {
        HttpRequestError.NameResolutionError => "the host name cannot be resolved. Check the base URL.",
        HttpRequestError.ConnectionError => "nobody answers at this address. Check the base URL.",
        HttpRequestError.SecureConnectionError => "the server's certificate is not accepted, or the server does not speak TLS.",
        HttpRequestError.ResponseEnded => "the server closed the connection.",
        _ => fault is HttpRequestException or IOException ? "the connection was lost." : "the server is too slow.",
    };
}
