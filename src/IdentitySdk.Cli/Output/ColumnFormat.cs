using IdentitySdk.Cli.Hosting;

namespace IdentitySdk.Cli.Output;

/// <summary>A format with columns. Unless columns are given, they are chosen from the first records, which are buffered until then.</summary>
internal abstract class ColumnFormat(IReadOnlyList<string>? columns) : IRecordFormat
{
    private const int SampleSize = 50;
    private readonly List<OutputRecord> _sample = [];
    private readonly HashSet<string> _leftOut = [];
    private readonly HashSet<string> _found = [];
    private IReadOnlyList<string>? _columns;

    public IEnumerable<string> Notes
    {
        get
        {
            if (_leftOut.Count > 0)
            {
                yield return $"not in a column: {string.Join(", ", _leftOut.Order(StringComparer.Ordinal))}; use --columns, or --format jsonl for all members.";
            }

            foreach (var missing in (columns ?? []).Where(column => Rows > 0 && !_found.Contains(column)))
            {
                yield return $"no record has the column '{missing}'.{Suggestion.For(missing, KnownColumns)}";
            }

            foreach (var note in OwnNotes)
            {
                yield return note;
            }
        }
    }

    /// <summary>Whether to write a note about members without a column.</summary>
    protected virtual bool NotesLeftOutMembers => true;

    /// <summary>Further notes about the records.</summary>
    protected virtual IEnumerable<string> OwnNotes => [];

    private int Rows { get; set; }

    private HashSet<string> KnownColumns { get; } = [];

    public void Write(OutputRecord record)
    {
        if (_columns is not null)
        {
            WriteRow(record);
            return;
        }

        _sample.Add(record);
        if (_sample.Count == SampleSize)
        {
            Release();
        }
    }

    public void Release()
    {
        if (_columns is null && _sample.Count > 0)
        {
            Start();
        }
    }

    public void End()
    {
        if (_columns is null)
        {
            Start();
        }
    }

    /// <summary>Chooses columns from the first records; by default every field, in their order.</summary>
    protected virtual IReadOnlyList<string> Choose(IReadOnlyList<OutputRecord> sample) =>
        [.. sample.SelectMany(static record => RecordFields.Flatten(record.Fields).Select(static each => each.Path)).Distinct()];

    /// <summary>Writes the heading; the rows are the first ones.</summary>
    protected abstract void Open(IReadOnlyList<string> names, IReadOnlyList<string[]> rows);

    protected abstract void WriteRow(string[] cells);

    private void Start()
    {
        foreach (var record in _sample)
        {
            KnownColumns.UnionWith((record.Known ?? []).Select(static each => each.Name)
                .Concat(RecordFields.Flatten(record.Fields).Select(static each => each.Path)));
        }

        _columns = columns ?? Choose(_sample);
        Open(_columns, [.. _sample.Select(Cells)]);
        _sample.ForEach(WriteRow);
        _sample.Clear();
    }

    private void WriteRow(OutputRecord record)
    {
        Rows++;
        WriteRow(Cells(record));
        if (columns is null && NotesLeftOutMembers)
        {
            _leftOut.UnionWith(RecordFields.Flatten(record.Fields).Select(static each => each.Path).Where(path => !_columns!.Contains(path)));
        }
    }

    private string[] Cells(OutputRecord record) =>
    [
        .. _columns!.Select(column =>
        {
            var text = record.Text(column);
            if (text is not null)
            {
                _found.Add(column);
            }

            return text ?? "";
        }),
    ];
}
