using System.CommandLine;
using IdentitySdk.Cli.Hosting;
using IdentitySdk.Cli.Output;

namespace IdentitySdk.Cli.Commands;

/// <summary>The options of every command that writes records: format, columns, query, file.</summary>
internal sealed class OutputOptions
{
    private const string On = "on";
    private readonly Option<string> _format;
    private readonly Option<string[]> _columns = CommonOptions.Many("--columns",
        "Columns of table, csv and tsv, separated by commas, such as id,profile.title.", "columns");
    private readonly Option<string?> _query = CommonOptions.Text("--query", "JMESPath expression over the whole result, such as '[].profile.login'.",
        "jmespath");
    private readonly Option<string> _csvSafe = CommonOptions.Choice(
        "--csv-safe", "Whether csv cells that a spreadsheet would run as formulas get a ' in front.", "on|off", On, On, "off");

    private readonly Option<bool> _bom = CommonOptions.Flag("--bom", "Begin csv and tsv with a byte order mark, which makes Excel read UTF-8.");
    private readonly Option<string?> _out = CommonOptions.Text("--out", "Write to this file, which appears when it is complete.", "file");

    /// <summary>Adds the options to a command.</summary>
    public OutputOptions(Command command)
    {
        _format = CommonOptions.Choice("--format", "json and jsonl contain everything the vendor sent.", "format", Name(OutputFormat.Table), Names);
        _format.Aliases.Add("-o");
        foreach (Option option in new Option[] { _format, _columns, _query, _csvSafe, _bom, _out })
        {
            command.Options.Add(option);
        }
    }

    private static IReadOnlyList<string> Names { get; } = [.. Enum.GetValues<OutputFormat>().Select(Name)];

    /// <summary>How records are to be written.</summary>
    /// <exception cref="UsageException">The options contradict each other, or the query is invalid.</exception>
    public OutputSettings Read(ParseResult command)
    {
        var format = Enum.GetValues<OutputFormat>().Single(each => Name(each) == command.GetValue(_format));
        var columns = (command.GetValue(_columns) ?? [])
            .SelectMany(static text => text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)).ToList();
        Check(command, format, columns);
        return new OutputSettings(format)
        {
            Columns = columns.Count > 0 ? columns : null,
            Query = command.GetValue(_query) is { } query ? RecordQuery.Parse(query) : null,
            IsCsvSafe = command.GetValue(_csvSafe) == On,
            HasByteOrderMark = command.GetValue(_bom),
            File = command.GetValue(_out),
        };
    }

    private static string Name(OutputFormat format) => format.ToString().ToLowerInvariant();

    private void Check(ParseResult command, OutputFormat format, List<string> columns)
    {
        var isJson = format is OutputFormat.Json or OutputFormat.Jsonl;
        if (command.GetResult(_columns) is not null && (isJson || columns.Count == 0))
        {
            throw new UsageException(isJson ? "--columns is for table, csv and tsv; use --query with json and jsonl." : "--columns needs a name.");
        }

        if (columns.GroupBy(static column => column, StringComparer.Ordinal).FirstOrDefault(static group => group.Count() > 1) is { } repeated)
        {
            throw new UsageException($"--columns has '{repeated.Key}' twice.");
        }

        if (command.GetValue(_bom) && format is not (OutputFormat.Csv or OutputFormat.Tsv))
        {
            throw new UsageException("--bom is for csv and tsv.");
        }

        if (command.GetResult(_csvSafe) is { Implicit: false } && format != OutputFormat.Csv)
        {
            throw new UsageException("--csv-safe is for csv.");
        }
    }
}
