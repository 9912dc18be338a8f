using System.Runtime.CompilerServices;

namespace IdentitySdk.Directories;

/// <summary>Reads people from files and other directories, as the source of a plan. A plan accepts any sequence of <see cref="DesiredUser"/>.</summary>
public static class PeopleSource
{
    /// <summary>Reads people from a CSV file (RFC 4180) with a header line.</summary>
    /// <remarks>
    /// The delimiter (comma, semicolon or tab, or Excel's line <c>sep=;</c>) is detected, and so are UTF-16 and UTF-8 with a byte order mark. People are
    /// returned while the file is read; all invalid rows are reported by one exception at the end of the file.
    /// </remarks>
    /// <param name="stream">The stream; it is left open. It is read once.</param>
    /// <param name="options">The options, with the mapping of columns to attributes.</param>
    /// <returns>The people.</returns>
    /// <exception cref="SourceException">During enumeration: headers are missing or duplicate, rows are invalid, or the encoding is wrong.</exception>
    public static IAsyncEnumerable<DesiredUser> FromCsv(Stream stream, CsvSourceOptions options) =>
        new CsvSource(Arguments.NotNull(stream, nameof(stream)), Arguments.NotNull(options, nameof(options))).ReadAsync();

    /// <summary>Reads people from JSON Lines in UTF-8.</summary>
    /// <remarks>
    /// Members have neutral names, such as <c>givenName</c> or <c>attributes.employeeNumber</c>; null clears an attribute; <c>state</c> is
    /// <c>Active</c>, <c>Suspended</c> or <c>Deactivated</c>. All invalid lines are reported by one exception at the end of the file.
    /// </remarks>
    /// <param name="stream">The stream; it is left open. It is read once.</param>
    /// <returns>The people.</returns>
    /// <exception cref="SourceException">During enumeration: lines are invalid.</exception>
    public static IAsyncEnumerable<DesiredUser> FromJsonLines(Stream stream) => JsonLinesSource.ReadAsync(Arguments.NotNull(stream, nameof(stream)));

    /// <summary>Reads the users of another directory, for example for a migration. Pending, locked and unknown states are not specified.</summary>
    /// <remarks><see cref="DirectoryCapabilities.CannotHold"/> of the target directory returns the attributes that it cannot store.</remarks>
    /// <param name="directory">The directory.</param>
    /// <returns>The people.</returns>
    /// <exception cref="DirectoryException">During enumeration: the list is incomplete.</exception>
    public static IAsyncEnumerable<DesiredUser> FromDirectory(IUserDirectory directory) => ReadAsync(Arguments.NotNull(directory, nameof(directory)));

    private static async IAsyncEnumerable<DesiredUser> ReadAsync(
        IUserDirectory directory, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var user in directory.ListAsync(cancellationToken).ConfigureAwait(false))
        {
            yield return new DesiredUser(user.Values)
            {
                State = user.State is UserState.Active or UserState.Suspended or UserState.Deactivated ? user.State : null,
                Origin = $"user {user.Id} of {directory.Tenant}",
            };
        }
    }
}
