namespace IdentitySdk.Cli.Hosting;

/// <summary>Reports failures of the file system as usage errors.</summary>
internal static class FileErrors
{
    /// <summary>Whether an exception is a failure of the file system, or of a path.</summary>
    public static bool Has(Exception exception) =>
        exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException;

    /// <exception cref="UsageException">The path is that of a folder.</exception>
    public static void ThrowIfFolder(string path, string? option = null)
    {
        if (Directory.Exists(path))
        {
            throw new UsageException($"{(option is null ? "" : $"{option}: ")}{path} is a folder.");
        }
    }

    /// <summary>Opens or reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="open">Opens it.</param>
    /// <param name="option">The option that named the file, for messages; null where the path itself is clear.</param>
    /// <exception cref="UsageException">The path is that of a folder, or the file cannot be opened.</exception>
    public static T Wrap<T>(string path, Func<T> open, string? option = null)
    {
        ThrowIfFolder(path, option);
        try
        {
            return open();
        }
        catch (Exception exception) when (Has(exception))
        {
            throw new UsageException($"{option ?? path}: {exception.Message}");
        }
    }
}
