using IdentitySdk.Cli.Hosting;

namespace IdentitySdk.Cli.Output;

/// <summary>The writer of each format.</summary>
internal static class UserWriters
{
    public static IUserWriter ForList(OutputFormat format, IConsole console, bool namesVendor) => format switch
    {
        OutputFormat.Json => new JsonUserWriter(console.Out, asList: true, namesVendor),
        _ => For(format, console, namesVendor),
    };

    public static IUserWriter ForOne(OutputFormat format, IConsole console) => For(format, console, namesVendor: false);

    private static IUserWriter For(OutputFormat format, IConsole console, bool namesVendor) => format switch
    {
        OutputFormat.Table => new TableUserWriter(console),
        OutputFormat.Json => new JsonUserWriter(console.Out, asList: false, namesVendor),
        OutputFormat.Jsonl => new JsonLinesUserWriter(console.Out, namesVendor),
        OutputFormat.Csv => new CsvUserWriter(console.Out),
        _ => throw new ArgumentOutOfRangeException(nameof(format)),
    };
}
