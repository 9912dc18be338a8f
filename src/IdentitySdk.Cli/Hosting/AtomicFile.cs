using System.Text;

namespace IdentitySdk.Cli.Hosting;

/// <summary>
/// A file that gets its name only when it is complete: it is written under a temporary name in the same folder, then renamed. A device is written directly; a
/// link is followed.
/// </summary>
internal sealed class AtomicFile : IDisposable
{
    private readonly string _path;
    private readonly string _temporary;
    private readonly FileStream _stream;

    private AtomicFile(string path, bool isPrivate)
    {
        var full = Path.GetFullPath(path);
        _path = IsDevice(full) || new FileInfo(full).LinkTarget is null ? full : File.ResolveLinkTarget(full, returnFinalTarget: true)!.FullName;
        _temporary = IsDevice(full) ? full : $"{_path}.{Environment.ProcessId}.tmp";
        var options = new FileStreamOptions { Mode = IsDevice(full) ? FileMode.Open : FileMode.Create, Access = FileAccess.Write };
        if (isPrivate && !OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        _stream = new FileStream(_temporary, options);
        Writer = new StreamWriter(_stream, new UTF8Encoding(false)) { NewLine = "\n" };
    }

    public TextWriter Writer { get; }

    /// <summary>Opens a file for writing.</summary>
    /// <param name="option">The option that named the file, for messages.</param>
    /// <param name="path">The file.</param>
    /// <param name="isPrivate">Whether only the owner may read it.</param>
    /// <exception cref="UsageException">The file cannot be written.</exception>
    public static AtomicFile Open(string option, string path, bool isPrivate = false) =>
        FileErrors.Wrap(path, () => new AtomicFile(path, isPrivate), option);

    public static void Write(string option, string path, string text, bool isPrivate)
    {
        using var file = Open(option, path, isPrivate);
        file.Writer.Write(text);
        file.Commit();
    }

    /// <summary>Gives the file its name; replaces an existing file.</summary>
    public void Commit()
    {
        Writer.Flush();
        _stream.Flush(flushToDisk: true);
        _stream.Dispose();
        if (_temporary != _path)
        {
            File.Move(_temporary, _path, overwrite: true);
        }
    }

    /// <summary>Removes what was not committed.</summary>
    public void Dispose()
    {
        try
        {
            _stream.Dispose();
        }
        finally
        {
            if (_temporary != _path)
            {
                File.Delete(_temporary);
            }
        }
    }

    /// <summary>Renaming a file to <c>/dev/null</c> would replace the device for the whole machine.</summary>
    private static bool IsDevice(string path) => !OperatingSystem.IsWindows()
        && path.StartsWith("/dev/", StringComparison.Ordinal) && !path.StartsWith("/dev/shm/", StringComparison.Ordinal);
}
