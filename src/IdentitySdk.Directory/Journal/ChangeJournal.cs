using System.Text;
using System.Text.Json;

namespace IdentitySdk.Directories;

/// <summary>
/// The log of a plan's changes and their outcomes: an append-only file of JSON lines. It is used to continue an interrupted run and to undo a run.
/// Only the owner of the file can read it, and only this process while it is open.
/// </summary>
/// <remarks>
/// The intent of a change is on the disk before the change is sent. Each line is chained to the previous one by SHA-256, which reveals changed, removed
/// and added lines. The last line of a run marks its end: if it is missing, the journal was truncated or the run was killed. The file contains keys, ids
/// and the managed attributes before and after a change, but no passwords.
/// </remarks>
public sealed class ChangeJournal : IDisposable
{
    private readonly SemaphoreSlim _lock = new(1, 1);
    private readonly Stream _stream;
    private readonly TimeProvider _clock;
    private readonly List<JournalRecord> _records = [];
    private string _chain = "";
    private bool _isBroken;
    private int _isInUse;

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

    /// <summary>The hash of the last line; empty for a new journal. Store it elsewhere to prove later that the journal was not changed.</summary>
    public string Head => _chain;

    /// <summary>Whether the last run has ended, with or without changes left to do.</summary>
    public bool HasEnded => _records.Count > 0 && _records[^1] is JournalRecord.End;

    /// <summary>The digest of the journal's plan; null for a new journal.</summary>
    public string? PlanDigest => Header?.PlanDigest;

    internal JournalRecord.Start? Header => _records.Count > 0 ? _records[0] as JournalRecord.Start : null;

    internal IReadOnlyList<JournalRecord> Records => _records;

    internal DateTimeOffset Now => _clock.GetUtcNow();

    /// <summary>Opens or creates a journal, and verifies every line.</summary>
    /// <param name="path">The path of the file, in an existing folder on a local disk: network file systems may not lock files reliably.</param>
    /// <param name="timeProvider">The clock; by default the system's.</param>
    /// <returns>The journal. Dispose it to close the file.</returns>
    /// <exception cref="JournalException">The journal was altered, is open in another process, or cannot be written.</exception>
    public static ChangeJournal Open(string path, TimeProvider? timeProvider = null) =>
        new(OpenFile(Arguments.NotEmpty(path, nameof(path))), timeProvider ?? TimeProvider.System);

    /// <summary>Closes the file.</summary>
    public void Dispose()
    {
        _stream.Dispose();
        _lock.Dispose();
    }

    /// <summary>Returns the number of lines: their content is personal data.</summary>
    public override string ToString() => $"{Count} lines";

    /// <summary>Reserves the journal for one run.</summary>
    /// <exception cref="JournalException">Another run uses it.</exception>
    internal IDisposable Use() => Interlocked.CompareExchange(ref _isInUse, 1, 0) == 0
        ? new Usage(this)
        : throw new JournalException("Another run is using the journal.");

    /// <summary>Adds a line and flushes it to the disk.</summary>
    /// <exception cref="JournalException">The line could not be written. The journal accepts no further lines until it is opened again.</exception>
    internal async Task AddAsync(JournalRecord record)
    {
        await _lock.WaitAsync().ConfigureAwait(false);
        try
        {
            if (_isBroken)
            {
                throw new JournalException("An earlier write to the journal failed: open it again.");
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
            throw new JournalException("The journal could not be written. No change is sent without its line.", exception);
        }
        finally
        {
            _lock.Release();
        }
    }

    private static Stream OpenFile(string path)
    {
        try
        {
            return OwnerFile.Open(path, FileMode.OpenOrCreate);
        }
        catch (Exception exception) when (exception is IOException and not (FileNotFoundException or DirectoryNotFoundException or PathTooLongException))
        {
            throw new JournalException("The journal cannot be opened: another process has it open, or its path is not a file.", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new JournalException("The journal cannot be opened: the folder must exist, and folder and file must be writable.", exception);
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

    /// <summary>Reads and verifies all lines. A last line without a line feed was being written when the process was killed, and is removed.</summary>
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
            throw new JournalException("The journal does not begin with a start line: it was truncated.");
        }

        if (line.Length > 0)
        {
            RequireStartOfLine(Text(line));
            _stream.SetLength(end);
        }

        _stream.Seek(end, SeekOrigin.Begin);
    }

    /// <summary>Makes sure that the last line is the start of a journal line: a file of another kind must not be truncated.</summary>
    private static void RequireStartOfLine(string text)
    {
        const string start = "{\"type\":\"";
        if (!text.StartsWith(start, StringComparison.Ordinal) && !start.StartsWith(text, StringComparison.Ordinal))
        {
            throw new JournalException("The file is not a journal.");
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
            throw new JournalException($"Line {_records.Count + 1} of the journal was altered, or a previous line is missing.", exception);
        }
    }

    private sealed class Usage(ChangeJournal journal) : IDisposable
    {
        public void Dispose() => Interlocked.Exchange(ref journal._isInUse, 0);
    }
}
