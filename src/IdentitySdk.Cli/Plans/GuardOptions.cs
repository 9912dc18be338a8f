using System.CommandLine;
using System.Globalization;
using IdentitySdk.Cli.Commands;
using IdentitySdk.Cli.Hosting;
using IdentitySdk.Directories;

namespace IdentitySdk.Cli.Plans;

/// <summary>The options that allow an exact number of changes in a plan that its guard blocks.</summary>
internal sealed class GuardOptions
{
    private const string AllowLosing = "--allow-losing";
    private const string ExpectMatched = "--expect-matched";

    private readonly Option<string?> _losing = CommonOptions.Text(AllowLosing, "Allow exactly this number of users to lose access.", "n");
    private readonly Option<string?> _matched = CommonOptions.Text(
        ExpectMatched, "Expect exactly this number of users in scope to be in the source, as in a first run.", "n");

    /// <summary>Adds the options to a command.</summary>
    public GuardOptions(Command command)
    {
        command.AddOptions(_losing, _matched);
    }

    public static Option<string[]> Protect() =>
        CommonOptions.Many("--protect", "User that is never changed: an id, login or email. May be repeated.", "user");

    /// <summary>The guard with the allowed numbers.</summary>
    /// <exception cref="UsageException">An option is not a number.</exception>
    public PlanGuard Lift(ParseResult command, PlanGuard guard)
    {
        guard = command.GetValue(_losing) is { } losing ? guard.AllowLosingAccess(Count(AllowLosing, losing)) : guard;
        return command.GetValue(_matched) is { } matched ? guard.ExpectMatched(Count(ExpectMatched, matched)) : guard;
    }

    /// <summary>A whole number of 0 or more.</summary>
    public static int Count(string option, string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
        ? count
        : throw new UsageException($"{option} must be a whole number of 0 or more.");

    /// <summary>Creates the exception for a blocked plan, with the options that allow it.</summary>
    public static CommandException Blocked(PlanBlockedException exception, string advice = "") => new(
        ExitCodes.Blocked,
        $"The plan is blocked: {string.Join("; ", exception.Reasons.Select(Line))}. Nothing was changed.{advice}");

    private static string Line(PlanBlockReason reason) => reason.Kind switch
    {
        PlanBlockKind.LosingAccess => $"{reason.Text} (to allow it: {AllowLosing} {reason.AgreeTo})",
        PlanBlockKind.Matched => $"{reason.Text} (to allow it: {ExpectMatched} {reason.AgreeTo})",
        _ => reason.Text,
    };
}
