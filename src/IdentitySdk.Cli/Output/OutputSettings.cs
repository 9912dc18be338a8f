namespace IdentitySdk.Cli.Output;

/// <summary>Output settings: format, columns, query, file.</summary>
internal sealed record OutputSettings(OutputFormat Format)
{
    /// <summary>The columns of table, csv and tsv; null for the default.</summary>
    public IReadOnlyList<string>? Columns { get; init; }

    /// <summary>The query that transforms the records before they are written; null for none.</summary>
    public RecordQuery? Query { get; init; }

    /// <summary>Whether csv cells that a spreadsheet would run as formulas are escaped.</summary>
    public bool IsCsvSafe { get; init; } = true;

    /// <summary>Whether csv and tsv begin with a byte order mark, so that Excel reads UTF-8.</summary>
    public bool HasByteOrderMark { get; init; }

    /// <summary>The file to write; null for standard output.</summary>
    public string? File { get; init; }
}
