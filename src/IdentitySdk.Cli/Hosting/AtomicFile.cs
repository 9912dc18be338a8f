using System.Text;

namespace IdentitySdk.Cli.Hosting;

/// <summary>
/// A file that appears under its name only when it is complete: written under a temporary name beside it, then renamed. A device is written as it is, and of a
/// link the file behind it.
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

    /// <summary>Opens a file to be written.</summary>
    /// <param name="option">What named the file, for messages.</param>
    /// <param name="path">The file.</param>
    /// <param name="isPrivate">Whether only the owner may read it.</param>
    /// <exception cref="UsageException">It cannot be written there.</exception>
    public static AtomicFile Open(string option, string path, bool isPrivate = false)
    {
        if (Directory.Exists(path))
        {
            throw new UsageException($"{option}: {path} is a folder.");
        }

        try
        {
            return new AtomicFile(path, isPrivate);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new UsageException($"{option}: {exception.Message}");
        }
    }

    /// <summary>Writes a whole file.</summary>
    public static void Write(string option, string path, string text, bool isPrivate)
    {
        using var file = Open(option, path, isPrivate);
        file.Writer.Write(text);
        file.Commit();
    }

    /// <summary>Puts the file under its name, in place of an older one.</summary>
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

    /// <summary>Renaming a file over <c>/dev/null</c> would take it from the whole machine.</summary>
    private static bool IsDevice(string path) => !OperatingSystem.IsWindows()
        && path.StartsWith("/dev/", StringComparison.Ordinal) && !path.StartsWith("/dev/shm/", StringComparison.Ordinal);
}
