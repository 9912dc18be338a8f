using IdentitySdk.Cli.Hosting;

namespace IdentitySdk.Cli.Exports;

/// <summary>
/// The file of an export, which survives any kill: users are on the disk before the state says so, and what stands after the state's length is cut off by
/// the next run. It has its name when it is complete.
/// </summary>
internal sealed class ExportFile : IDisposable
{
    private readonly string _path;
    private readonly FileStream _part;
    private readonly string _of;
    private State _state;

    private ExportFile(string path, string of, FileStream part, State state) => (_path, _of, _part, _state) = (path, of, part, state);

    /// <summary>The users in the file.</summary>
    public long Users => _state.Users;

    /// <summary>The bytes in the file.</summary>
    public long Length => _state.Length;

    /// <summary>Where the list goes on; null for its beginning.</summary>
    public string? Token => _state.Token;

    /// <summary>Whether the list has come to its end.</summary>
    public bool IsComplete => _state.IsComplete;

    private static string Part(string path) => path + ".part";

    private static string StateOf(string path) => path + ".part.state";

    /// <summary>Begins an export, or goes on with one.</summary>
    /// <param name="path">The file.</param>
    /// <param name="of">What is exported, and how: another export does not go on.</param>
    /// <param name="restarts">Whether to begin anew.</param>
    /// <exception cref="UsageException">The file cannot be written, or belongs to another export.</exception>
    public static ExportFile Open(string path, string of, bool restarts)
    {
        if (Directory.Exists(path))
        {
            throw new UsageException($"{path} is a folder.");
        }

        FileStream? part = null;
        try
        {
            part = OpenPart(path);
            var state = restarts ? new State(of) : Read(path, of);
            if (state.Length > part.Length)
            {
                // Renamed already, when the state was left: nothing of it is to be written.
                state = state.IsComplete && File.Exists(path) && part.Length == 0 ? new State(of) : throw Damaged(path);
            }

            part.SetLength(state.Length);
            part.Seek(state.Length, SeekOrigin.Begin);
            return new ExportFile(path, of, part, state);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            part?.Dispose();
            throw new UsageException($"{path}: {exception.Message}");
        }
        catch
        {
            part?.Dispose();
            throw;
        }
    }

    /// <summary>Adds the users of a page.</summary>
    /// <param name="bytes">What is written of them.</param>
    /// <param name="users">How many they are.</param>
    /// <param name="token">Where the list goes on; null at its end.</param>
    public void Add(byte[] bytes, int users, string? token)
    {
        Write(bytes);
        Save(new State(_of) { Token = token, Length = _state.Length + bytes.Length, Users = _state.Users + users, IsComplete = token is null });
    }

    /// <summary>Gives the file its name.</summary>
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

    /// <summary>A limit on the size of files is an exception of arguments to the runtime.</summary>
    private void Write(byte[] bytes)
    {
        try
        {
            _part.Write(bytes);
            _part.Flush(flushToDisk: true);
        }
        catch (ArgumentOutOfRangeException exception)
        {
            throw new IOException("The file would be larger than it may be.", exception);
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
        return state.Of == of ? state : throw new UsageException($"{Part(path)} is of another export: give the same vendor, format and columns, or --restart.");
    }

    private static UsageException Damaged(string path) => new($"{StateOf(path)} does not fit {Part(path)}: use --restart.");

    private void Save(State state)
    {
        AtomicFile.Write("state", StateOf(_path), state.ToString(), isPrivate: true);
        _state = state;
    }
}
