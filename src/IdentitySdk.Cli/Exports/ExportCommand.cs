using System.CommandLine;
using IdentitySdk.Cli.Commands;
using IdentitySdk.Cli.Hosting;
using IdentitySdk.Cli.Output;
using IdentitySdk.Cli.Vendors;

namespace IdentitySdk.Cli.Exports;

/// <summary><c>idsdk export</c></summary>
internal sealed class ExportCommand : Command, IDescribedCommand
{
    private const string Csv = "csv";
    private const string Jsonl = "jsonl";
    private const string On = "on";
    private readonly CliContext _context;
    private readonly Argument<string> _file = new("file") { Description = "The file, .jsonl or .csv; it appears under its name when it is complete." };
    private readonly Option<string?> _format = CommonOptions.Text("--format", "jsonl or csv (default: by the name of the file).", "format");
    private readonly Option<bool> _raw = CommonOptions.Flag("--raw", "jsonl with the vendor's own bytes of each user.");
    private readonly Option<string[]> _columns = CommonOptions.Many(
        "--columns", "Columns of csv, separated by commas (default: id, status and the attributes).", "columns");

    private readonly Option<string> _csvSafe = CommonOptions.Choice(
        "--csv-safe", "Whether csv cells that a spreadsheet would run as formulas get a ' in front.", "on|off", On, On, "off");

    private readonly Option<bool> _restart = CommonOptions.Flag("--restart", "Begin anew instead of going on with an export that was stopped.");
    private readonly Option<int?> _pageSize = CommonOptions.Number("--page-size", "Users per request (default: the vendor's page size).");
    private readonly RawBodies _bodies = new();
    private readonly ConnectOptions _connect;

    public ExportCommand(CliContext context, VendorCatalog vendors)
        : base("export", "Write all users of a vendor, deactivated ones too, to a file. One that was stopped or killed goes on with the same command.")
    {
        _context = context;
        Arguments.Add(_file);
        foreach (Option option in new Option[] { _format, _raw, _columns, _csvSafe, _restart, _pageSize })
        {
            Options.Add(option);
        }

        _format.Validators.Add(static result => CommonOptions.Check(result, "--format", [Jsonl, Csv]));
        _connect = new ConnectOptions(this, _bodies.In(Patience.Of(context)), vendors);
        SetAction(RunAsync);
    }

    public string Remarks => """
        Until it is complete, the file is FILE.part, and FILE.part.state says how far it is: after a kill, the same command goes on there, with each user once.
        Examples:
          idsdk export users.jsonl --profile acme
          idsdk export users.csv --profile acme --columns id,profile.login,profile.title
        """;

    private async Task<int> RunAsync(ParseResult command, CancellationToken cancellationToken)
    {
        var path = command.GetRequiredValue(_file);
        var isCsv = IsCsv(command, path);
        var columns = Columns(command, isCsv);
        _bodies.IsOn = command.GetValue(_raw);
        await using var connection = await _connect.OpenAsync(command, cancellationToken);
        IPageFormat format = isCsv ? new CsvPages(connection, columns, command.GetValue(_csvSafe) == On)
            : _bodies.IsOn ? new RawPages(_bodies)
            : new JsonLinesPages();
        var of = $"{connection.Client.BaseAddress} {format.Name}";
        using var file = ExportFile.Open(path, of, command.GetValue(_restart));
        if (file.Users > 0 && !file.IsComplete)
        {
            _context.Note($"going on with {path}.part, after {file.Users:N0} users.");
        }

        await CopyAsync(connection, file, format, command.GetValue(_pageSize), cancellationToken);
        file.Complete();
        _context.Note($"{file.Users:N0} users in {path}.");
        foreach (var note in format.Notes)
        {
            _context.Note(note);
        }

        return ExitCodes.Success;
    }

    private async Task CopyAsync(VendorConnection connection, ExportFile file, IPageFormat format, int? pageSize, CancellationToken cancellationToken)
    {
        if (file.IsComplete)
        {
            return;
        }

        using var progress = new Progress(_context, "users", () => connection.RateLimits);
        var call = connection.Vendor.Users.List(new UserQuery { AllStates = true, PageSize = pageSize }, connection.Settings);
        var pages = connection.Raw.ListAllAsync(call.Path, call.Request, cancellationToken).AsPages(file.Token, pageSize);
        await foreach (var page in pages.WithCancellation(cancellationToken))
        {
            file.Add(format.Write(page, isFirst: file.Length == 0), page.Items.Count, page.ContinuationToken);
            for (var user = 0; user < page.Items.Count; user++)
            {
                progress.Add();
            }
        }

        progress.End();
    }

    private bool IsCsv(ParseResult command, string path)
    {
        var format = command.GetValue(_format) ?? Path.GetExtension(path).ToLowerInvariant().TrimStart('.') switch
        {
            Csv => Csv,
            Jsonl or "ndjson" => Jsonl,
            _ => throw new UsageException($"{path}: is this to be jsonl or csv? Say so with --format."),
        };
        return format == Csv && command.GetValue(_raw) ? throw new UsageException("--raw is for jsonl.") : format == Csv;
    }

    private List<string> Columns(ParseResult command, bool isCsv)
    {
        var columns = (command.GetValue(_columns) ?? [])
            .SelectMany(static text => text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)).ToList();
        return !isCsv && command.GetResult(_columns) is not null ? throw new UsageException("--columns is for csv.")
            : !isCsv && command.GetResult(_csvSafe) is { Implicit: false } ? throw new UsageException("--csv-safe is for csv.")
            : columns.Distinct().Count() != columns.Count ? throw new UsageException("--columns has a column twice.")
            : columns;
    }
}
