namespace IdentitySdk.Cli.Output;

/// <summary>What users are written as.</summary>
internal enum OutputFormat
{
    Table,
    Json,
    Jsonl,
    Csv,
}
