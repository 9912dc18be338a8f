namespace IdentitySdk.Directories;

/// <summary>Opens a journal's file.</summary>
internal static class JournalFile
{
    public static Stream Open(string path)
    {
        try
        {
            return OwnerFile.Open(path, FileMode.OpenOrCreate);
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
}
