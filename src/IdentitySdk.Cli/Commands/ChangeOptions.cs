using System.CommandLine;
using IdentitySdk.Cli.Hosting;

namespace IdentitySdk.Cli.Commands;

/// <summary>
/// The options of every command that changes something: it prompts for confirmation on a terminal, requires <c>--yes</c> without one, and only shows the
/// change with <c>--dry-run</c>.
/// </summary>
internal sealed class ChangeOptions
{
    private readonly Option<bool> _yes = CommonOptions.Flag("--yes", "Do not prompt for confirmation.");
    private readonly Option<bool> _dryRun = CommonOptions.Flag("--dry-run", "Show the changes without making them.");

    /// <summary>Adds the options to a command.</summary>
    public ChangeOptions(Command command)
    {
        _yes.Aliases.Add("-y");
        command.AddOptions(_yes, _dryRun);
    }

    /// <summary>Confirms a change by option or prompt.</summary>
    /// <param name="command">The command.</param>
    /// <param name="context">The environment of the command.</param>
    /// <param name="change">The change and its consequence: one or two sentences.</param>
    /// <returns>Whether to make the change; false for a dry run, which has been reported.</returns>
    /// <exception cref="CommandException">The change was not confirmed.</exception>
    public bool Confirm(ParseResult command, CliContext context, string change)
    {
        if (command.GetValue(_dryRun))
        {
            context.Console.Error.WriteLine($"idsdk: dry run: {Cell.Plain(change)} Nothing was changed.");
            return false;
        }

        return command.GetValue(_yes) || Prompt(context.Console, change) ? true : throw new CommandException(ExitCodes.NotConfirmed, "nothing was changed.");
    }

    public bool IsDryRun(ParseResult command) => command.GetValue(_dryRun);

    private static bool Prompt(IConsole console, string change) => Terminal.CanPrompt(console)
        ? Terminal.Prompt(console, $"{Cell.Plain(change)} Continue? [y/N] ")?.ToLowerInvariant() is "y" or "yes"
        : throw new CommandException(ExitCodes.NotConfirmed,
            $"{change} There is no terminal to confirm this on: add --yes to make the change, or --dry-run to only show it.");
}
