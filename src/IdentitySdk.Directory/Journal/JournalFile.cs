using System.Runtime.InteropServices;

namespace IdentitySdk.Directories;

/// <summary>Opens a journal's file: for its owner alone when it is created, and for this process alone while it is open.</summary>
internal static class JournalFile
{
    public static Stream Open(string path)
    {
        try
        {
            return OpenOrCreate(path);
        }
        catch (Exception exception) when (exception is IOException and not (FileNotFoundException or DirectoryNotFoundException or PathTooLongException))
        {
            throw new JournalException("The journal cannot be opened: another process has it open, or its path is no file.", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new JournalException("The journal cannot be opened: its folder has to exist, and file and folder have to be writable.", exception);
        }
    }

#if NET8_0_OR_GREATER
    private static FileStream OpenOrCreate(string path)
    {
        // Without a buffer: what a failed write leaves behind must not be written again when the file is closed.
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(path, options);
    }
#else
    private const int OwnerOnly = 0x180;

    private static FileStream OpenOrCreate(string path)
    {
        var stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1);
        if (stream.Length == 0 && !RuntimeInformation.IsOSPlatform(OSPlatform.Windows) && ChangeMode(path, OwnerOnly) != 0)
        {
            stream.Dispose();
            throw new UnauthorizedAccessException("The file's mode cannot be set.");
        }

        return stream;
    }

    [DllImport("libc", EntryPoint = "chmod", SetLastError = true)]
    private static extern int ChangeMode([MarshalAs(UnmanagedType.LPStr)] string path, int mode);
#endif
}
