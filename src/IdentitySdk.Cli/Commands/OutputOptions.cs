using System.CommandLine;
using IdentitySdk.Cli.Hosting;
using IdentitySdk.Cli.Output;

namespace IdentitySdk.Cli.Commands;

/// <summary>The options of every command that writes records: format, columns, query, file.</summary>
internal sealed class OutputOptions
{
    private const string On = "on";
    private readonly Option<string> _format = CommonOptions.Choice(
        "--format", "json and jsonl contain everything that the vendor sent.", "format", OutputFormat.Table);

    private readonly Option<string[]> _columns = CommonOptions.Many("--columns",
        "Columns of table, csv and tsv, separated by commas, such as id,profile.title.", "columns");
    private readonly Option<string?> _query = CommonOptions.Text("--query", "JMESPath expression over the whole result, such as '[].profile.login'.",
        "jmespath");
    private readonly Option<string> _csvSafe = CsvSafe();
    private readonly Option<bool> _bom = CommonOptions.Flag("--bom", "Begin csv and tsv with a byte order mark, so that Excel reads UTF-8.");
    private readonly Option<string?> _out = CommonOptions.Text("--out", "Write to this file, which is created when the output is complete.", "file");

    /// <summary>Adds the options to a command.</summary>
    public OutputOptions(Command command)
    {
        _format.Aliases.Add("-o");
        command.AddOptions(_format, _columns, _query, _csvSafe, _bom, _out);
    }

    public static Option<string> CsvSafe() => CommonOptions.Choice(
        "--csv-safe", "Whether csv cells that a spreadsheet would run as formulas get a ' in front.", "on|off", On, On, "off");

    /// <summary>Reads <c>--csv-safe</c>, which is only for csv.</summary>
    public static bool IsCsvSafe(ParseResult command, Option<string> csvSafe, bool isCsv) => isCsv || command.GetResult(csvSafe) is not { Implicit: false }
        ? command.GetValue(csvSafe) == On
        : throw new UsageException("--csv-safe is for csv.");

    /// <summary>Reads <c>--columns</c>; null without the option.</summary>
    public static IReadOnlyList<string>? Columns(ParseResult command, Option<string[]> option)
    {
        if (command.GetResult(option) is null)
        {
            return null;
        }

        var columns = command.GetList(option);
        var duplicate = columns.GroupBy(static column => column, StringComparer.Ordinal).FirstOrDefault(static group => group.Count() > 1)?.Key;
        return columns.Count == 0 ? throw new UsageException("--columns requires a name.")
            : duplicate is not null ? throw new UsageException($"--columns has '{duplicate}' twice.")
            : columns;
    }

    /// <exception cref="UsageException">The options contradict each other, or the query is invalid.</exception>
    public OutputSettings Read(ParseResult command)
    {
        var format = command.GetEnum<OutputFormat>(_format);
        if (format is OutputFormat.Json or OutputFormat.Jsonl && command.GetResult(_columns) is not null)
        {
            throw new UsageException("--columns is for table, csv and tsv; use --query with json and jsonl.");
        }

        if (command.GetValue(_bom) && format is not (OutputFormat.Csv or OutputFormat.Tsv))
        {
            throw new UsageException("--bom is for csv and tsv.");
        }

        return new OutputSettings(format)
        {
            Columns = Columns(command, _columns),
            Query = command.GetValue(_query) is { } query ? RecordQuery.Parse(query) : null,
            IsCsvSafe = IsCsvSafe(command, _csvSafe, format == OutputFormat.Csv),
            HasByteOrderMark = command.GetValue(_bom),
            File = command.GetValue(_out),
        };
    }
}
