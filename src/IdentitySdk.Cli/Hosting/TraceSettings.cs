namespace IdentitySdk.Cli.Hosting;

/// <summary>What is said on stderr while a command runs.</summary>
internal sealed class TraceSettings
{
    /// <summary>Requests and responses, without secrets or bodies.</summary>
    public bool IsVerbose { get; set; }

    /// <summary>Requests and responses with their bodies, without credentials.</summary>
    public bool ShowsBodies { get; set; }

    /// <summary>No notes and no progress.</summary>
    public bool IsQuiet { get; set; }
}
