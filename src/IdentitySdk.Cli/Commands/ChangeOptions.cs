using System.CommandLine;
using IdentitySdk.Cli.Hosting;

namespace IdentitySdk.Cli.Commands;

/// <summary>The options of every command that changes something: it asks on a terminal, needs <c>--yes</c> without one, and can say only what it would
/// do.</summary>
internal sealed class ChangeOptions
{
    private readonly Option<bool> _yes = CommonOptions.Flag("--yes", "Do not ask.");
    private readonly Option<bool> _dryRun = CommonOptions.Flag("--dry-run", "Say what would be done, and change nothing.");

    /// <summary>Adds the options to a command.</summary>
    public ChangeOptions(Command command)
    {
        _yes.Aliases.Add("-y");
        command.Options.Add(_yes);
        command.Options.Add(_dryRun);
    }

    /// <summary>Whether to go on with a change.</summary>
    /// <param name="command">The command.</param>
    /// <param name="context">The environment of the command.</param>
    /// <param name="change">What would be done, and its consequence: one sentence or two.</param>
    /// <returns>Whether to go on; false for a dry run, which has been reported.</returns>
    /// <exception cref="CommandException">Nobody agreed.</exception>
    public bool Confirm(ParseResult command, CliContext context, string change)
    {
        if (command.GetValue(_dryRun))
        {
            context.Console.Error.WriteLine($"idsdk: dry run: {Cell.Plain(change)} Nothing was changed.");
            return false;
        }

        return command.GetValue(_yes) || Ask(context.Console, change) ? true : throw new CommandException(ExitCodes.NotConfirmed, "nothing was changed.");
    }

    /// <summary>Whether only to say what would be done.</summary>
    public bool IsDryRun(ParseResult command) => command.GetValue(_dryRun);

    private static bool Ask(IConsole console, string change)
    {
        if (!console.IsInTerminal || !console.IsErrorTerminal)
        {
            throw new CommandException(ExitCodes.NotConfirmed,
                $"{change} There is no terminal to ask on: add --yes to do it, or --dry-run to see what would be done.");
        }

        console.Error.Write($"{Cell.Plain(change)} Go on? [y/N] ");
        console.Error.Flush();
        return console.In.ReadLine()?.Trim().ToLowerInvariant() is "y" or "yes";
    }
}
