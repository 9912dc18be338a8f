namespace IdentitySdk.Cli.Output;

/// <summary>The output formats; their names are the values of <c>--format</c>, in lower case.</summary>
internal enum OutputFormat
{
    Table,
    Json,
    Jsonl,
    Csv,
    Tsv,
}
