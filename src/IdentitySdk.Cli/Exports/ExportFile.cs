using IdentitySdk.Cli.Hosting;

namespace IdentitySdk.Cli.Exports;

/// <summary>
/// The file of an export, which can be resumed after a kill: users are flushed to disk before the state is saved, and the next run cuts off everything
/// after the state's length. The file gets its final name when it is complete.
/// </summary>
internal sealed class ExportFile : IDisposable
{
    private readonly string _path;
    private readonly FileStream _part;
    private readonly string _of;
    private State _state;

    private ExportFile(string path, string of, FileStream part, State state) => (_path, _of, _part, _state) = (path, of, part, state);

    public long Users => _state.Users;

    public long Length => _state.Length;

    /// <summary>The continuation token; null at the beginning of the list.</summary>
    public string? Token => _state.Token;

    public bool IsComplete => _state.IsComplete;

    private static string Part(string path) => path + ".part";

    private static string StateOf(string path) => path + ".part.state";

    /// <summary>Starts an export, or resumes one.</summary>
    /// <param name="path">The file.</param>
    /// <param name="of">The source and the format; only the same export can be resumed.</param>
    /// <param name="restarts">Whether to start over.</param>
    /// <exception cref="UsageException">The file cannot be written, or belongs to another export.</exception>
    public static ExportFile Open(string path, string of, bool restarts) => FileErrors.Wrap(path, () =>
    {
        var part = OpenPart(path);
        try
        {
            var state = restarts ? new State(of) : Read(path, of);
            if (state.Length > part.Length)
            {
                // The file was renamed, but its state was not deleted: this is a new export.
                state = state.IsComplete && File.Exists(path) && part.Length == 0 ? new State(of) : throw Damaged(path);
            }

            part.SetLength(state.Length);
            part.Seek(state.Length, SeekOrigin.Begin);
            return new ExportFile(path, of, part, state);
        }
        catch
        {
            part.Dispose();
            throw;
        }
    });

    /// <summary>Adds the users of a page.</summary>
    /// <param name="bytes">The bytes of the page.</param>
    /// <param name="users">The number of users on the page.</param>
    /// <param name="token">The continuation token; null at the end of the list.</param>
    public void Add(byte[] bytes, int users, string? token)
    {
        Write(bytes);
        Save(new State(_of) { Token = token, Length = _state.Length + bytes.Length, Users = _state.Users + users, IsComplete = token is null });
    }

    /// <summary>Gives the file its final name.</summary>
    public void Complete()
    {
        if (!_state.IsComplete)
        {
            Save(_state with { IsComplete = true });
        }

        _part.Dispose();
        File.Move(Part(_path), _path, overwrite: true);
        File.Delete(StateOf(_path));
    }

    public void Dispose() => _part.Dispose();

    /// <summary>The runtime throws an ArgumentOutOfRangeException when a file exceeds a size limit.</summary>
    private void Write(byte[] bytes)
    {
        try
        {
            _part.Write(bytes);
            _part.Flush(flushToDisk: true);
        }
        catch (ArgumentOutOfRangeException exception)
        {
            throw new IOException("The file would exceed the size limit.", exception);
        }
    }

    private static FileStream OpenPart(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(Part(path), options);
    }

    private static State Read(string path, string of)
    {
        if (!File.Exists(StateOf(path)))
        {
            return new State(of);
        }

        var state = State.Parse(File.ReadAllText(StateOf(path))) ?? throw Damaged(path);
        return state.Of == of
            ? state
            : throw new UsageException($"{Part(path)} belongs to another export: use the same vendor, format and columns, or --restart.");
    }

    private static UsageException Damaged(string path) => new($"{StateOf(path)} does not match {Part(path)}: use --restart.");

    private void Save(State state)
    {
        AtomicFile.Write("state", StateOf(_path), state.ToString(), isPrivate: true);
        _state = state;
    }
}
