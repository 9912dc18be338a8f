namespace IdentitySdk.Cli.Hosting;

/// <summary>A command cannot do, or did not do, what was asked.</summary>
/// <param name="exitCode">One of <see cref="ExitCodes"/>.</param>
/// <param name="message">One sentence for the person who typed the command.</param>
internal class CommandException(int exitCode, string message) : Exception(message)
{
    public int ExitCode { get; } = exitCode;
}
