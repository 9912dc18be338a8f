using System.Runtime.InteropServices;

namespace IdentitySdk.Directories;

/// <summary>Files with personal data: only their owner can access them, and only this process while they are open.</summary>
internal static class OwnerFile
{
    /// <summary>Writes a file atomically: a temporary file is flushed to the disk and then renamed. An existing file is replaced.</summary>
    public static async Task WriteAsync(string path, Func<Stream, Task> write)
    {
        var unfinished = path + ".unfinished";
        File.Delete(unfinished);
        try
        {
            using (var stream = Open(unfinished, FileMode.CreateNew))
            {
                await write(stream).ConfigureAwait(false);
                stream.Flush(flushToDisk: true);
            }

            Move(unfinished, path);
        }
        catch
        {
            File.Delete(unfinished);
            throw;
        }
    }

#if NET8_0_OR_GREATER
    public static FileStream Open(string path, FileMode mode)
    {
        // No buffer: closing the file must not write again what a failed write left in it.
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.ReadWrite, Share = FileShare.None, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(path, options);
    }

    private static void Move(string from, string to) => File.Move(from, to, overwrite: true);
#else
    private const int OwnerOnly = 0x180;

    public static FileStream Open(string path, FileMode mode)
    {
        var stream = new FileStream(path, mode, FileAccess.ReadWrite, FileShare.None, bufferSize: 1);
        if (stream.Length == 0 && !RuntimeInformation.IsOSPlatform(OSPlatform.Windows) && ChangeMode(path, OwnerOnly) != 0)
        {
            stream.Dispose();
            throw new UnauthorizedAccessException("The file's mode could not be set.");
        }

        return stream;
    }

    private static void Move(string from, string to)
    {
        if (File.Exists(to))
        {
            File.Replace(from, to, destinationBackupFileName: null);
        }
        else
        {
            File.Move(from, to);
        }
    }

    [DllImport("libc", EntryPoint = "chmod", SetLastError = true)]
    private static extern int ChangeMode([MarshalAs(UnmanagedType.LPStr)] string path, int mode);
#endif
}
