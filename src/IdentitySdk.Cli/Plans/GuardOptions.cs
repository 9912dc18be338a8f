using System.CommandLine;
using System.Globalization;
using IdentitySdk.Cli.Commands;
using IdentitySdk.Cli.Hosting;
using IdentitySdk.Directories;

namespace IdentitySdk.Cli.Plans;

/// <summary>The options that agree to an exact number, after a look at a plan that its guard blocks.</summary>
internal sealed class GuardOptions
{
    private const string AllowLosing = "--allow-losing";
    private const string ExpectMatched = "--expect-matched";

    private readonly Option<string?> _losing = CommonOptions.Text(AllowLosing, "Agree that exactly so many people lose access.", "n");
    private readonly Option<string?> _matched = CommonOptions.Text(
        ExpectMatched, "Agree that exactly so many users in scope are in the source, as in a first run.", "n");

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
        guard = command.GetValue(_losing) is { } losing ? guard.AllowLosingAccess(Count(AllowLosing, losing)) : guard;
        return command.GetValue(_matched) is { } matched ? guard.ExpectMatched(Count(ExpectMatched, matched)) : guard;
    }

    /// <summary>A whole number of 0 or more.</summary>
    public static int Count(string option, string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
        ? count
        : throw new UsageException($"{option} must be a whole number of 0 or more.");

    /// <summary>Why a plan is blocked, with the options of this tool.</summary>
    public static CommandException Blocked(PlanBlockedException exception, string advice = "") => new(
        ExitCodes.Blocked,
        $"The plan needs a person's agreement: {string.Join("; ", exception.Reasons.Select(Line))}. Nothing was changed.{advice}");

    private static string Line(PlanBlockReason reason) => reason.Kind switch
    {
        PlanBlockKind.LosingAccess => $"{reason.Text} (to agree: {AllowLosing} {reason.AgreeTo})",
        PlanBlockKind.Matched => $"{reason.Text} (to agree: {ExpectMatched} {reason.AgreeTo})",
        _ => reason.Text,
    };
}
