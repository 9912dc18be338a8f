namespace IdentitySdk.Cli.Hosting;

/// <summary>The tool's exit codes. Scripts depend on these numbers.</summary>
internal static class ExitCodes
{
    public const int Success = 0;

    public const int Failed = 1;

    public const int BadUsage = 2;

    public const int Unreachable = 3;

    public const int NotFound = 4;

    /// <summary>A change was not confirmed: there is no terminal and no <c>--yes</c>, or the prompt was declined.</summary>
    public const int NotConfirmed = 5;

    /// <summary>The command completed with an unexpected result: differences, an empty list with <c>--expect-some</c>, a failed check.</summary>
    public const int Unexpected = 6;

    /// <summary>A plan was blocked because it changes more than its guard allows. Nothing was changed.</summary>
    public const int Blocked = 7;

    /// <summary>Some changes were not applied.</summary>
    public const int Incomplete = 8;

    /// <summary>A write was sent and may have been carried out.</summary>
    public const int OutcomeUnknown = 9;

    /// <summary>128 + SIGINT, as shells do.</summary>
    public const int Cancelled = 130;

    /// <summary>Every code with its meaning, in the order of the help and the documentation.</summary>
    public static IReadOnlyList<(int Code, string Meaning)> All { get; } =
    [
        (Success, "success"),
        (Failed, "the request failed, or the output cannot be written"),
        (BadUsage, "invalid usage: a command, an option, a value or a missing credential"),
        (Unreachable, "the vendor cannot be reached"),
        (NotFound, "the user or another named resource does not exist"),
        (NotConfirmed, "the change was not confirmed: use --yes without a terminal"),
        (Unexpected, "the command completed with an unexpected result: differences, an empty list with --expect-some, a failed check of doctor"),
        (Blocked, "a plan was blocked by its guard; nothing was changed"),
        (Incomplete, "some changes were not applied"),
        (OutcomeUnknown, "a write was sent and its outcome is unknown: check before you retry"),
        (Cancelled, "cancelled (Ctrl-C, SIGTERM)"),
    ];

    public static string Help => $"Exit codes:\n{string.Join("\n", All.Select(static each => $"  {each.Code,-4} {each.Meaning}"))}";
}
