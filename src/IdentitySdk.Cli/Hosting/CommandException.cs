namespace IdentitySdk.Cli.Hosting;

/// <summary>Thrown when a command fails.</summary>
/// <param name="exitCode">One of <see cref="ExitCodes"/>.</param>
/// <param name="message">One sentence for the user of the command.</param>
internal class CommandException(int exitCode, string message) : Exception(message)
{
    public int ExitCode { get; } = exitCode;
}
