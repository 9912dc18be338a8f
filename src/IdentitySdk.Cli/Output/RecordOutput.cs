using IdentitySdk.Cli.Hosting;
using Newtonsoft.Json.Linq;

namespace IdentitySdk.Cli.Output;

/// <summary>
/// Writes the records of one command to standard output or a file, as they arrive and in constant memory; with a query, all at the end. A file is created
/// only when it is complete.
/// </summary>
internal sealed class RecordOutput : IDisposable
{
    private readonly OutputSettings _settings;
    private readonly CliContext _context;
    private readonly AtomicFile? _file;
    private readonly TextWriter _output;
    private readonly bool _isList;
    private readonly JArray? _gathered;
    private readonly IReadOnlyList<int> _widths;
    private IRecordFormat? _format;

    private RecordOutput(OutputSettings settings, CliContext context, bool isList, IReadOnlyList<int>? widths = null)
    {
        (_settings, _context, _isList, _widths) = (settings, context, isList, widths ?? []);
        _file = settings.File is null ? null : AtomicFile.Open("--out", settings.File);
        _output = _file?.Writer ?? context.Console.Out;
        _gathered = settings.Query is null ? null : [];
    }

    private bool IsTerminal => _file is null && _context.Console.IsOutTerminal;

    /// <summary>Opens the output of a list.</summary>
    /// <param name="settings">How records are written.</param>
    /// <param name="context">The context of the command.</param>
    /// <param name="columns">The default columns; null to choose them from the records.</param>
    /// <param name="widths">The minimum widths of the columns in a table; null for none.</param>
    public static RecordOutput ForList(
        OutputSettings settings, CliContext context, IReadOnlyList<string>? columns = null, IReadOnlyList<int>? widths = null)
    {
        var isDefault = settings.Columns is null && settings.Query is null;
        return new(settings with { Columns = isDefault ? columns : settings.Columns }, context, isList: true, isDefault ? widths : null);
    }

    /// <summary>Writes a list of records.</summary>
    /// <inheritdoc cref="ForList"/>
    public static async Task WriteListAsync(
        OutputSettings settings,
        CliContext context,
        IEnumerable<OutputRecord> records,
        IReadOnlyList<string>? columns = null,
        IReadOnlyList<int>? widths = null)
    {
        using var output = ForList(settings, context, columns, widths);
        foreach (var record in records)
        {
            output.Write(record);
        }

        await output.EndAsync();
    }

    /// <summary>Writes a result of one record.</summary>
    /// <param name="settings">How records are written.</param>
    /// <param name="context">The context of the command.</param>
    /// <param name="record">The record.</param>
    /// <param name="columns">The default columns of csv and tsv; null to choose them from the record.</param>
    public static async Task WriteOneAsync(OutputSettings settings, CliContext context, OutputRecord record, IReadOnlyList<string>? columns = null)
    {
        var isDefault = settings is { Columns: null, Query: null, Format: OutputFormat.Csv or OutputFormat.Tsv };
        using var output = new RecordOutput(isDefault ? settings with { Columns = columns } : settings, context, isList: false);
        output.Write(record);
        await output.EndAsync();
    }

    /// <summary>Writes a record. The first record starts the output, so that a list that fails immediately writes no heading.</summary>
    public void Write(OutputRecord record)
    {
        if (_gathered is not null)
        {
            _gathered.Add(record.Json);
            return;
        }

        Format(_isList).Write(record);
    }

    /// <summary>Flushes the written records while the next ones are requested.</summary>
    public Task FlushAsync()
    {
        _format?.Release();
        return _file is null ? _output.FlushAsync(CancellationToken.None) : Task.CompletedTask;
    }

    /// <summary>Ends a complete result.</summary>
    public async Task EndAsync()
    {
        if (_gathered is not null)
        {
            WriteQueried(_settings.Query!.Apply(_isList ? _gathered : _gathered[0]));
        }

        Format(_isList).End();
        if (_file is null)
        {
            await _output.FlushAsync(CancellationToken.None);
        }
        else
        {
            _file.Commit();
        }

        foreach (var note in _format!.Notes)
        {
            _context.Note(note);
        }
    }

    public void Dispose() => _file?.Dispose();

    /// <summary>A query may turn a list into a single value, or the reverse.</summary>
    private void WriteQueried(JToken result)
    {
        var isList = result is JArray;
        foreach (var item in result is JArray items ? items : (IEnumerable<JToken>)[result])
        {
            Format(isList).Write(new OutputRecord(item));
        }

        Format(isList);
    }

    private IRecordFormat Format(bool isList)
    {
        if (_format is null)
        {
            _format = Create(isList);
            _output.Write(_settings.HasByteOrderMark ? "\uFEFF" : "");
            _format.Begin();
        }

        return _format;
    }

    private IRecordFormat Create(bool isList) => _settings.Format switch
    {
        OutputFormat.Table when !isList && _settings.Columns is null => new DetailFormat(_output),
        OutputFormat.Table => new TableFormat(_context.Console, _output, IsTerminal, _settings.Columns, _widths),
        OutputFormat.Json => new JsonFormat(_output, IsTerminal, isList),
        OutputFormat.Jsonl => new JsonLinesFormat(_output, IsTerminal),
        OutputFormat.Csv => new CsvFormat(_output, IsTerminal, _settings.IsCsvSafe, _settings.Columns),
        OutputFormat.Tsv => new TsvFormat(_output, IsTerminal, _settings.Columns),
        _ => throw new InvalidOperationException($"{_settings.Format} is not a format."),
    };
}
