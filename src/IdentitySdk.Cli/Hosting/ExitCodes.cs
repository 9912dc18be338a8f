namespace IdentitySdk.Cli.Hosting;

/// <summary>The tool's exit codes. Scripts depend on these numbers.</summary>
internal static class ExitCodes
{
    public const int Success = 0;

    public const int Failed = 1;

    public const int BadUsage = 2;

    public const int Unreachable = 3;

    public const int NotFound = 4;

    /// <summary>128 + SIGINT, as shells do.</summary>
    public const int Cancelled = 130;

    public const string Help = """
        Exit codes:
          0    success
          1    the request failed, or the output cannot be written
          2    invalid usage: an option, a filter or a missing credential
          3    the vendor cannot be reached
          4    the user does not exist (get)
          130  cancelled
        """;
}
