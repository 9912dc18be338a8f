namespace IdentitySdk.Cli.Output;

/// <summary>The output formats.</summary>
internal enum OutputFormat
{
    Table,
    Json,
    Jsonl,
    Csv,
    Tsv,
}
