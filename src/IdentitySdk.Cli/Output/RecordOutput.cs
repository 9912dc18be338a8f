using IdentitySdk.Cli.Hosting;
using Newtonsoft.Json.Linq;

namespace IdentitySdk.Cli.Output;

/// <summary>
/// Writes the records of one command to the standard output or a file, as they arrive and in constant memory; with a query, all at the end. A file appears
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
    /// <param name="columns">The usual columns; null to take them from the records.</param>
    /// <param name="widths">Their least widths in a table; null for none.</param>
    public static RecordOutput ForList(
        OutputSettings settings, CliContext context, IReadOnlyList<string>? columns = null, IReadOnlyList<int>? widths = null)
    {
        var isUsual = settings.Columns is null && settings.Query is null;
        return new(settings with { Columns = isUsual ? columns : settings.Columns }, context, isList: true, isUsual ? widths : null);
    }

    /// <summary>Opens the output of one record.</summary>
    public static RecordOutput ForOne(OutputSettings settings, CliContext context) => new(settings, context, isList: false);

    /// <summary>Writes a result of one record.</summary>
    /// <param name="settings">How records are written.</param>
    /// <param name="context">The context of the command.</param>
    /// <param name="record">The record.</param>
    /// <param name="columns">The usual columns of csv and tsv; null to take them from the record.</param>
    public static async Task WriteOneAsync(OutputSettings settings, CliContext context, OutputRecord record, IReadOnlyList<string>? columns = null)
    {
        var isUsual = settings is { Columns: null, Query: null, Format: OutputFormat.Csv or OutputFormat.Tsv };
        using var output = ForOne(isUsual ? settings with { Columns = columns } : settings, context);
        output.Write(record);
        await output.EndAsync();
    }

    /// <summary>The first record begins the output: a list that fails at once writes no heading.</summary>
    public void Write(OutputRecord record)
    {
        if (_gathered is not null)
        {
            _gathered.Add(record.Json);
            return;
        }

        Format(_isList).Write(record);
    }

    /// <summary>Shows what has been written so far, while the next records are on their way.</summary>
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

    /// <summary>What a query makes of a result may be a list where there was none, or the other way round.</summary>
    private void WriteQueried(JToken result)
    {
        var isList = result is JArray;
        foreach (var item in result is JArray items ? items : Enumerable.Repeat(result, 1))
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
        _ => throw new InvalidOperationException($"{_settings.Format} is no format."),
    };
}
