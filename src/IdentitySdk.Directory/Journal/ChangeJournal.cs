using System.Text;
using System.Text.Json;

namespace IdentitySdk.Directories;

/// <summary>
/// What was intended and what came of it: a file of JSON lines to which lines are only added. A run that was killed goes on with it, and a run is
/// undone by it. The file is open to this process alone, and created readable by its owner alone.
/// </summary>
/// <remarks>
/// A line with an intent is on the disk before the write is sent. Each line is chained to the one before by SHA-256, so that a line that was changed,
/// removed or added is found out. The end of a run is a line too: a journal without it was cut, or its run was killed. The file holds keys, ids and the
/// managed attributes before and after; never a password.
/// </remarks>
public sealed class ChangeJournal : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly Stream _stream;
    private readonly TimeProvider _clock;
    private readonly List<JournalRecord> _records = [];
    private string _chain = "";
    private bool _isBroken;
    private int _uses;

    internal ChangeJournal(Stream stream, TimeProvider clock)
    {
        (_stream, _clock) = (stream, clock);
        try
        {
            Read();
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>The number of lines.</summary>
    public int Count => _records.Count;

    /// <summary>The hash of the last line; empty for a new journal. Kept elsewhere, it proves later that the journal is still the same.</summary>
    public string Head => _chain;

    /// <summary>Whether the last run came to its end; what it could not do may be left.</summary>
    public bool HasEnded => _records.Count > 0 && _records[^1] is JournalRecord.End;

    /// <summary>The digest of the plan that the journal is of; null for a new journal.</summary>
    public string? PlanDigest => Header?.PlanDigest;

    internal JournalRecord.Start? Header => _records.Count > 0 ? _records[0] as JournalRecord.Start : null;

    internal IReadOnlyList<JournalRecord> Records => _records;

    internal DateTimeOffset Now => _clock.GetUtcNow();

    /// <summary>Opens a journal, or creates it, and checks every line.</summary>
    /// <param name="path">The path of the file; its folder has to exist. On a local disk: locks of network file systems are no locks.</param>
    /// <param name="timeProvider">The clock of the lines; default the system's.</param>
    /// <returns>The journal, to be disposed.</returns>
    /// <exception cref="JournalException">It is altered, open in another process, or cannot be written.</exception>
    public static ChangeJournal Open(string path, TimeProvider? timeProvider = null) =>
        new(JournalFile.Open(Arguments.NotEmpty(path, nameof(path))), timeProvider ?? TimeProvider.System);

    /// <summary>Closes the file.</summary>
    public void Dispose()
    {
        _stream.Dispose();
        _turn.Dispose();
    }

    /// <summary>The number of lines: what is in them is personal data.</summary>
    public override string ToString() => $"{Count} lines";

    /// <summary>Takes the journal for one run.</summary>
    /// <exception cref="JournalException">Another run has it.</exception>
    internal IDisposable Use() => Interlocked.CompareExchange(ref _uses, 1, 0) == 0
        ? new Turn(this)
        : throw new JournalException("Another run has the journal.");

    /// <summary>Adds a line and waits until it is on the disk.</summary>
    /// <exception cref="JournalException">It could not be written. The journal takes no more lines: open it again.</exception>
    internal async Task AddAsync(JournalRecord record)
    {
        await _turn.WaitAsync().ConfigureAwait(false);
        try
        {
            if (_isBroken)
            {
                throw new JournalException("The journal could not be written before: open it again.");
            }

            var (text, chain) = JournalLine.Write(record, _chain);
            var bytes = Encoding.UTF8.GetBytes(text + "\n");
            _isBroken = true;
            _stream.Write(bytes, 0, bytes.Length);
            Flush();
            _isBroken = false;
            _chain = chain;
            _records.Add(record);
        }
        catch (Exception exception) when (exception is IOException and not JournalException or UnauthorizedAccessException)
        {
            throw new JournalException("The journal could not be written. No change was sent without its line.", exception);
        }
        finally
        {
            _turn.Release();
        }
    }

    private void Flush()
    {
        if (_stream is FileStream file)
        {
            file.Flush(flushToDisk: true);
        }
        else
        {
            _stream.Flush();
        }
    }

    /// <summary>Reads and checks all lines. A last line without an end was being written when the process was killed: it is taken back.</summary>
    private void Read()
    {
        using var line = new MemoryStream();
        var block = new byte[1 << 16];
        long end = 0;
        for (var count = _stream.Read(block, 0, block.Length); count > 0; count = _stream.Read(block, 0, block.Length))
        {
            var start = 0;
            for (var stop = Array.IndexOf(block, (byte)'\n', 0, count); stop >= 0; stop = Array.IndexOf(block, (byte)'\n', start, count - start))
            {
                line.Write(block, start, stop - start);
                Read(Text(line));
                end += line.Length + 1;
                line.SetLength(0);
                start = stop + 1;
            }

            line.Write(block, start, count - start);
        }

        if (_records.Count > 0 && Header is null)
        {
            throw new JournalException("The journal does not begin with the line of its start: it was cut.");
        }

        if (line.Length > 0)
        {
            RequireBeginOfLine(Text(line));
            _stream.SetLength(end);
        }

        _stream.Seek(end, SeekOrigin.Begin);
    }

    /// <summary>What is taken back has to look like a line: anything else is another file, which must not be cut.</summary>
    private static void RequireBeginOfLine(string text)
    {
        const string begin = "{\"type\":\"";
        if (!text.StartsWith(begin, StringComparison.Ordinal) && !begin.StartsWith(text, StringComparison.Ordinal))
        {
            throw new JournalException("The file is no journal.");
        }
    }

    private static string Text(MemoryStream line) => Encoding.UTF8.GetString(line.GetBuffer(), 0, (int)line.Length);

    private void Read(string line)
    {
        try
        {
            var (record, chain) = JournalLine.Read(line, _chain);
            _records.Add(record);
            _chain = chain;
        }
        catch (Exception exception) when (
            exception is FormatException or JsonException or KeyNotFoundException or InvalidOperationException or ArgumentException)
        {
            throw new JournalException($"Line {_records.Count + 1} of the journal was altered, or a line before it is missing.", exception);
        }
    }

    private sealed class Turn(ChangeJournal journal) : IDisposable
    {
        public void Dispose() => Interlocked.Exchange(ref journal._uses, 0);
    }
}
