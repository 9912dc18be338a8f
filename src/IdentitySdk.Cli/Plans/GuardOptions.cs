using System.CommandLine;
using System.Globalization;
using System.Text.RegularExpressions;
using IdentitySdk.Cli.Commands;
using IdentitySdk.Cli.Hosting;
using IdentitySdk.Directories;

namespace IdentitySdk.Cli.Plans;

/// <summary>The options that agree to an exact number, after a look at a plan that its guard blocks.</summary>
internal sealed partial class GuardOptions
{
    private readonly Option<string?> _losing = CommonOptions.Text("--allow-losing", "Agree that exactly so many people lose access.", "n");
    private readonly Option<string?> _matched = CommonOptions.Text(
        "--expect-matched", "Agree that exactly so many users in scope are in the source, as in a first run.", "n");

    /// <summary>Adds the options to a command.</summary>
    public GuardOptions(Command command)
    {
        command.Options.Add(_losing);
        command.Options.Add(_matched);
    }

    /// <summary>The guard with what was agreed to.</summary>
    /// <exception cref="UsageException">An option is no number.</exception>
    public PlanGuard Lift(ParseResult command, PlanGuard guard)
    {
        guard = command.GetValue(_losing) is { } losing ? guard.AllowLosingAccess(Count("--allow-losing", losing)) : guard;
        return command.GetValue(_matched) is { } matched ? guard.ExpectMatched(Count("--expect-matched", matched)) : guard;
    }

    /// <summary>A whole number of 0 or more.</summary>
    public static int Count(string option, string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
        ? count
        : throw new UsageException($"{option} must be a whole number of 0 or more.");

    /// <summary>Why a plan is blocked, with the options of this tool.</summary>
    public static CommandException Blocked(PlanBlockedException exception, string advice = "") => new(
        ExitCodes.Blocked,
        $"{Matched().Replace(Losing().Replace(exception.Message, "--allow-losing $1"), "--expect-matched $1")} Nothing was changed.{advice}");

    [GeneratedRegex(@"AllowLosingAccess\(exactly: (\d+)\)")]
    private static partial Regex Losing();

    [GeneratedRegex(@"ExpectMatched\(exactly: (\d+)\)")]
    private static partial Regex Matched();
}
