namespace IdentitySdk.Cli.Output;

/// <summary>How records are written.</summary>
internal sealed record OutputSettings(OutputFormat Format)
{
    /// <summary>The columns of table, csv and tsv; null for the usual ones.</summary>
    public IReadOnlyList<string>? Columns { get; init; }

    /// <summary>What to make of the records before they are written; null for nothing.</summary>
    public RecordQuery? Query { get; init; }

    /// <summary>Whether cells of csv that a spreadsheet would run as formulas are made text.</summary>
    public bool IsCsvSafe { get; init; } = true;

    /// <summary>Whether csv and tsv begin with a byte order mark, which makes Excel read UTF-8.</summary>
    public bool HasByteOrderMark { get; init; }

    /// <summary>The file to write; null for the standard output.</summary>
    public string? File { get; init; }
}
