using System.CommandLine;
using System.Text;
using IdentitySdk.Cli.Commands;
using IdentitySdk.Cli.Hosting;
using IdentitySdk.Cli.Vendors;
using IdentitySdk.Directories;

namespace IdentitySdk.Cli.Plans;

/// <summary>Where people come from: a file, the standard input, or another directory; and which columns of a file are which attributes.</summary>
internal sealed class SourceOptions
{
    public const string Help = "A file (.csv, .tsv, .jsonl), '-' for the standard input, or a vendor or profile (vendor:name).";

    private const string Csv = "csv";
    private const string Jsonl = "jsonl";
    private readonly Option<string?> _format = CommonOptions.Text(
        "--source-format", "csv or jsonl (default: by the name of the file; jsonl for '-').", "format");

    private readonly Option<string[]> _map = CommonOptions.Many(
        "--map", "Column of csv and the attributes it is, such as 'Mail=login,email'. Default: columns with an attribute's own name. May be repeated.", "header=attributes");

    private readonly Option<string?> _state = CommonOptions.Text("--state-column", "Column of csv with the state: Active, Suspended or Deactivated.", "header");
    private readonly Option<bool> _clears = CommonOptions.Flag("--empty-clears", "An empty cell of csv empties the attribute (default: it says nothing).");

    /// <summary>Adds the options to a command.</summary>
    public SourceOptions(Command command)
    {
        _format.Validators.Add(static result => CommonOptions.Check(result, "--source-format", [Csv, Jsonl]));
        foreach (Option option in new Option[] { _format, _map, _state, _clears })
        {
            command.Options.Add(option);
        }
    }

    /// <summary>Opens a source. A file is open when this returns, so that a missing one is found out before anything is sent.</summary>
    /// <param name="command">The command.</param>
    /// <param name="source">The file, <c>-</c>, vendor or profile.</param>
    /// <param name="connect">How vendors are connected.</param>
    /// <param name="context">The environment of the command.</param>
    /// <param name="vendors">The vendors.</param>
    /// <param name="cancellationToken">Cancels the start of an emulator.</param>
    /// <exception cref="UsageException">There is no such source, or the options do not fit it.</exception>
    public async Task<PeopleOf> OpenAsync(
        ParseResult command, string source, ConnectOptions connect, CliContext context, VendorCatalog vendors, CancellationToken cancellationToken)
    {
        if (!File.Exists(source) && vendors.Names.Contains(source.Split(':')[0]))
        {
            if (new Option[] { _format, _map, _state, _clears }.FirstOrDefault(option => command.GetResult(option) is { Implicit: false }) is { } option)
            {
                throw new UsageException($"{option.Name} is for files.");
            }

            // The credential of one vendor must not go to the address of another.
            return connect.HasBaseUrl(command)
                ? throw new UsageException("--base-url is for one vendor, and the source is another one: set the variables of each, or use profiles.")
                : new PeopleOf(await connect.OpenNamedAsync(command, source, cancellationToken));
        }

        var isCsv = IsCsv(command.GetValue(_format), source);
        if (!isCsv && (command.GetValue(_map) is { Length: > 0 } || command.GetValue(_state) is not null || command.GetValue(_clears)))
        {
            throw new UsageException("--map, --state-column and --empty-clears are for csv.");
        }

        var options = isCsv ? Columns(command) : null;
        var stream = Open(source, context.Console);
        return new PeopleOf(stream, options is null ? PeopleSource.FromJsonLines(stream) : PeopleSource.FromCsv(stream, options));
    }

    private static bool IsCsv(string? format, string source) => (format ?? Path.GetExtension(source).ToLowerInvariant().TrimStart('.')) switch
    {
        Csv or "tsv" or "txt" => true,
        Jsonl or "ndjson" => false,
        "" when source == TextFile.StandardInput => false,
        _ => throw new UsageException($"{source}: is this csv or jsonl? Say so with --source-format."),
    };

    private static Stream Open(string source, IConsole console)
    {
        if (source == TextFile.StandardInput)
        {
            return console.IsInTerminal
                ? throw new UsageException("'-' reads the standard input, and nothing is piped in.")
                : new MemoryStream(Encoding.UTF8.GetBytes(console.In.ReadToEnd()));
        }

        if (Directory.Exists(source))
        {
            throw new UsageException($"{source} is a folder.");
        }

        try
        {
            return File.OpenRead(source);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new UsageException($"{source}: {exception.Message}");
        }
    }

    private CsvSourceOptions Columns(ParseResult command)
    {
        var options = new CsvSourceOptions { EmptyCellClears = command.GetValue(_clears), MapsAttributeNames = command.GetValue(_map) is not { Length: > 0 } };
        foreach (var text in command.GetValue(_map) ?? [])
        {
            var parts = text.Split('=', 2);
            var names = parts.Length == 2 ? parts[1].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) : [];
            try
            {
                _ = names.Length == 0
                    ? throw new UsageException($"--map has the form header=attribute,attribute, not '{text}'.")
                    : options.Map(parts[0], [.. names.Select(name => AttributeName.Parse("--map", name))]);
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
