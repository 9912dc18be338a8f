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
    private readonly CliContext _context;
    private readonly Argument<string> _file = new("file") { Description = "The file, .jsonl or .csv; it gets this name when it is complete." };
    private readonly Option<string?> _format = CommonOptions.Text("--format", "jsonl or csv (default: by the file's extension).", "format");
    private readonly Option<bool> _raw = CommonOptions.Flag("--raw", "jsonl with the vendor's own bytes of each user.");
    private readonly Option<string[]> _columns = CommonOptions.Many(
        "--columns", "Columns of csv, separated by commas (default: id, status and the attributes).", "columns");

    private readonly Option<string> _csvSafe = OutputOptions.CsvSafe();
    private readonly Option<bool> _restart = CommonOptions.Flag("--restart", "Start over instead of resuming an interrupted export.");
    private readonly Option<int?> _pageSize = CommonOptions.Number("--page-size", "Users per request (default: the vendor's page size).");
    private readonly RawBodies _bodies = new();
    private readonly ConnectOptions _connect;

    public ExportCommand(CliContext context, VendorCatalog vendors)
        : base("export", "Write all users of a vendor, including deactivated ones, to a file. Run the same command again to resume an interrupted export.")
    {
        _context = context;
        Arguments.Add(_file);
        this.AddOptions(_format, _raw, _columns, _csvSafe, _restart, _pageSize);
        CommonOptions.Restrict(_format, [Jsonl, Csv]);
        _connect = new ConnectOptions(this, _bodies.In(LongWaits.AllowedIn(context)), vendors);
        SetAction(RunAsync);
    }

    public string Remarks => """
        Until the export is complete, the file is FILE.part, and FILE.part.state contains the progress: after an interruption, the same command resumes there,
        without gaps or duplicates.
        Examples:
          idsdk export users.jsonl --profile acme
          idsdk export users.csv --profile acme --columns id,profile.login,profile.title
        """;

    private async Task RunAsync(ParseResult command, CancellationToken cancellationToken)
    {
        var path = command.GetRequiredValue(_file);
        var isCsv = IsCsv(command, path);
        var columns = OutputOptions.Columns(command, _columns) is not { } named ? [] : isCsv ? named : throw new UsageException("--columns is for csv.");
        var isCsvSafe = OutputOptions.IsCsvSafe(command, _csvSafe, isCsv);
        _bodies.IsOn = command.GetValue(_raw);
        await using var connection = await _connect.OpenAsync(command, cancellationToken);
        IPageFormat format = isCsv ? new CsvPages(connection, columns, isCsvSafe)
            : _bodies.IsOn ? new RawPages(_bodies)
            : new JsonLinesPages();
        var of = $"{connection.Client.BaseAddress} {format.Name}";
        using var file = ExportFile.Open(path, of, command.GetValue(_restart));
        if (file.Users > 0 && !file.IsComplete)
        {
            _context.Note($"resuming {path}.part after {file.Users:N0} users.");
        }

        await CopyAsync(connection, file, format, command.GetValue(_pageSize), cancellationToken);
        file.Complete();
        _context.Note($"{file.Users:N0} users in {path}.");
        foreach (var note in format.Notes)
        {
            _context.Note(note);
        }
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
            progress.Add(page.Items.Count);
        }

        progress.End();
    }

    private bool IsCsv(ParseResult command, string path)
    {
        var format = command.GetValue(_format) ?? Path.GetExtension(path).ToLowerInvariant().TrimStart('.') switch
        {
            Csv => Csv,
            Jsonl or "ndjson" => Jsonl,
            _ => throw new UsageException($"{path}: the format is unknown; use --format jsonl or --format csv."),
        };
        return format == Csv && command.GetValue(_raw) ? throw new UsageException("--raw is for jsonl.") : format == Csv;
    }
}
