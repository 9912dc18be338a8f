using System.CommandLine;
using System.Text;
using IdentitySdk.Cli.Commands;
using IdentitySdk.Cli.Hosting;
using IdentitySdk.Cli.Vendors;
using IdentitySdk.Directories;

namespace IdentitySdk.Cli.Plans;

/// <summary>The options for the source of people: a file, standard input or another directory; and the mapping from columns to attributes.</summary>
internal sealed class SourceOptions
{
    public const string Help = "A file (.csv, .tsv, .jsonl), '-' for standard input, or a vendor or profile (vendor:name).";

    private const string Csv = "csv";
    private const string Jsonl = "jsonl";
    private readonly Option<string?> _format = CommonOptions.Text(
        "--source-format", "csv or jsonl (default: by the file's extension; jsonl for '-').", "format");

    private readonly Option<string[]> _map = CommonOptions.Many(
        "--map",
        "Column of csv and its attributes, such as 'Mail=login,email' (default: columns that have the name of an attribute). May be repeated.",
        "header=attributes");

    private readonly Option<string?> _state = CommonOptions.Text("--state-column", "Column of csv with the state: Active, Suspended or Deactivated.", "header");
    private readonly Option<bool> _clears = CommonOptions.Flag(
        "--empty-clears", "Clear an attribute when its csv cell is empty (default: leave it unchanged).");

    /// <summary>Adds the options to a command.</summary>
    public SourceOptions(Command command)
    {
        CommonOptions.Restrict(_format, [Csv, Jsonl]);
        command.AddOptions(_format, _map, _state, _clears);
    }

    /// <summary>Opens a source. A file is opened immediately, so that a missing file is reported before anything is sent.</summary>
    /// <param name="command">The command.</param>
    /// <param name="source">The file, <c>-</c>, vendor or profile.</param>
    /// <param name="connect">The options for connecting to vendors.</param>
    /// <param name="context">The environment of the command.</param>
    /// <param name="vendors">The vendors.</param>
    /// <param name="cancellationToken">Cancels the start of an emulator.</param>
    /// <exception cref="UsageException">There is no such source, or the options do not apply to it.</exception>
    public async Task<OpenedSource> OpenAsync(
        ParseResult command, string source, ConnectOptions connect, CliContext context, VendorCatalog vendors, CancellationToken cancellationToken)
    {
        if (!File.Exists(source) && vendors.Names.Contains(source.Split(':')[0]))
        {
            if (new Option[] { _format, _map, _state, _clears }.FirstOrDefault(option => command.GetResult(option) is { Implicit: false }) is { } option)
            {
                throw new UsageException($"{option.Name} is for files.");
            }

            // The credential of one vendor must not be sent to the address of another.
            return connect.HasBaseUrl(command)
                ? throw new UsageException("--base-url is for one vendor, but the source is another one: set the variables of each, or use profiles.")
                : new OpenedSource(await connect.OpenNamedAsync(command, source, cancellationToken));
        }

        var isCsv = IsCsv(command.GetValue(_format), source);
        if (!isCsv && (command.GetValue(_map) is { Length: > 0 } || command.GetValue(_state) is not null || command.GetValue(_clears)))
        {
            throw new UsageException("--map, --state-column and --empty-clears are for csv.");
        }

        var options = isCsv ? Columns(command) : null;
        var stream = Open(source, context.Console);
        return new OpenedSource(stream, options is null ? PeopleSource.FromJsonLines(stream) : PeopleSource.FromCsv(stream, options));
    }

    private static bool IsCsv(string? format, string source) => (format ?? Path.GetExtension(source).ToLowerInvariant().TrimStart('.')) switch
    {
        Csv or "tsv" or "txt" => true,
        Jsonl or "ndjson" => false,
        "" when source == TextFile.StandardInput => false,
        _ => throw new UsageException($"{source}: the format is unknown; use --source-format csv or --source-format jsonl."),
    };

    private static Stream Open(string source, IConsole console)
    {
        if (source == TextFile.StandardInput)
        {
            return console.IsInTerminal
                ? throw new UsageException("'-' reads standard input, but nothing is piped in.")
                : new MemoryStream(Encoding.UTF8.GetBytes(console.In.ReadToEnd()));
        }

        return FileErrors.Wrap(source, () => File.OpenRead(source));
    }

    private CsvSourceOptions Columns(ParseResult command)
    {
        var options = new CsvSourceOptions { EmptyCellClears = command.GetValue(_clears), MapsAttributeNames = command.GetValue(_map) is not { Length: > 0 } };
        foreach (var text in command.GetValues(_map))
        {
            const string Form = "header=attribute,attribute";
            var (header, attributes) = CommonOptions.Split("--map", text, Form);
            var names = attributes.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            try
            {
                _ = names.Length == 0
                    ? throw new UsageException($"--map has the form {Form}, not '{text}'.")
                    : options.Map(header, [.. names.Select(name => AttributeName.Parse("--map", name))]);
            }
            catch (ArgumentException exception)
            {
                throw UsageException.From("--map", exception);
            }
        }

        return command.GetValue(_state) is { } state
            ? options.MapState(state, new[] { UserState.Active, UserState.Suspended, UserState.Deactivated }.ToDictionary(static value => value.ToString()))
            : options;
    }
}
