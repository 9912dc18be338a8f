namespace IdentitySdk.Cli.Hosting;

/// <summary>The output on stderr while a command runs.</summary>
internal sealed class TraceSettings
{
    /// <summary>Whether to write requests and responses, without secrets or bodies.</summary>
    public bool IsVerbose { get; set; }

    /// <summary>Whether to write requests and responses with their bodies, without credentials.</summary>
    public bool ShowsBodies { get; set; }

    /// <summary>Whether to write no notes and no progress.</summary>
    public bool IsQuiet { get; set; }
}
