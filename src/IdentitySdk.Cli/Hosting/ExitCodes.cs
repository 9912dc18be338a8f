namespace IdentitySdk.Cli.Hosting;

/// <summary>What the tool tells the shell. The numbers are part of its interface: scripts depend on them.</summary>
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
          0    done
          1    the vendor refused or failed, or the output cannot be written
          2    bad usage: an option, a filter or a missing credential
          3    the vendor cannot be reached
          4    there is no such user (get)
          130  cancelled
        """;
}
