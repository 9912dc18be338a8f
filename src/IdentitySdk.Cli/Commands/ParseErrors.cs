using System.CommandLine;
using System.CommandLine.Parsing;
using IdentitySdk.Cli.Hosting;

namespace IdentitySdk.Cli.Commands;

/// <summary>The message for arguments that cannot be parsed.</summary>
internal static class ParseErrors
{
    /// <summary>The error, the nearest known word, and where the help is.</summary>
    public static string Describe(ParseResult command) => Cell.Plain(Text(command));

    private static string Text(ParseResult command)
    {
        var path = Path(command.CommandResult);
        var known = command.CommandResult.Command.Subcommands.Where(static each => !each.Hidden).Select(static each => each.Name).ToList();
        if (command.UnmatchedTokens is [var unknown, ..])
        {
            var kind = unknown.StartsWith('-') ? "an option" : known.Count > 0 ? "a command" : "an argument";
            IEnumerable<string> candidates = unknown.StartsWith('-') ? Options(command.CommandResult).Distinct() : known;
            return $"'{unknown}' is not {kind} of {path}.{Suggestion.For(unknown, candidates)} See {path} --help.";
        }

        return $"{(command.Errors.Count > 0 ? command.Errors[0].Message.TrimEnd() : "No command was given.")} See {path} --help.";
    }

    /// <summary>The words of a command, beginning with the tool's name.</summary>
    public static string Path(CommandResult command) =>
        string.Join(' ', Ancestors(command).Reverse().Skip(1).Select(static each => each.Command.Name).Prepend("idsdk"));

    private static IEnumerable<CommandResult> Ancestors(CommandResult command)
    {
        for (var each = command; each is not null; each = each.Parent as CommandResult)
        {
            yield return each;
        }
    }

    private static IEnumerable<string> Options(CommandResult command) => Ancestors(command)
        .SelectMany((each, index) => each.Command.Options.Where(option => index == 0 || option.Recursive))
        .Where(static option => !option.Hidden)
        .SelectMany(static option => option.Aliases.Append(option.Name));
}
