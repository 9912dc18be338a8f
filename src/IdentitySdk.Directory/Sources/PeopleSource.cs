namespace IdentitySdk.Directories;

/// <summary>People from files and from other directories, to make plans from. Any other sequence of <see cref="DesiredUser"/> will do as well.</summary>
public static class PeopleSource
{
    /// <summary>Reads people from a file with separated values (RFC 4180), with a line of headers first.</summary>
    /// <remarks>
    /// The delimiter is found by itself (comma, semicolon or tab; Excel's line <c>sep=;</c> is known), and so is UTF-16 and UTF-8 with a byte order mark.
    /// People come while the file is read. Rows that do not fit are listed, all of them, when the file is at its end.
    /// </remarks>
    /// <param name="stream">The stream; it is left open. It is read once.</param>
    /// <param name="options">Which columns are which attributes.</param>
    /// <returns>The people.</returns>
    /// <exception cref="SourceException">In the enumeration: headers are missing or double, rows do not fit, or the text is in another encoding.</exception>
    public static IAsyncEnumerable<DesiredUser> FromCsv(Stream stream, CsvSourceOptions options) =>
        new CsvSource(Arguments.NotNull(stream, nameof(stream)), Arguments.NotNull(options, nameof(options))).ReadAsync();

    /// <summary>Reads people from lines of JSON objects, in UTF-8.</summary>
    /// <remarks>
    /// Members have neutral names, such as <c>givenName</c> or <c>attributes.employeeNumber</c>; null empties an attribute; <c>state</c> is
    /// <c>Active</c>, <c>Suspended</c> or <c>Deactivated</c>. Lines that do not fit are listed, all of them, at the end.
    /// </remarks>
    /// <param name="stream">The stream; it is left open. It is read once.</param>
    /// <returns>The people.</returns>
    /// <exception cref="SourceException">In the enumeration: lines do not fit.</exception>
    public static IAsyncEnumerable<DesiredUser> FromJsonLines(Stream stream) => JsonLinesSource.ReadAsync(Arguments.NotNull(stream, nameof(stream)));

    /// <summary>The users of another directory as people, as in a migration. States that nobody can be brought into are not stated.</summary>
    /// <remarks><see cref="DirectoryCapabilities.CannotHold"/> says before what the other directory has no place for.</remarks>
    /// <param name="directory">The directory.</param>
    /// <returns>The people.</returns>
    /// <exception cref="DirectoryException">In the enumeration: the list is not complete.</exception>
    public static IAsyncEnumerable<DesiredUser> FromDirectory(IUserDirectory directory) => ReadAsync(Arguments.NotNull(directory, nameof(directory)));

    private static async IAsyncEnumerable<DesiredUser> ReadAsync(
        IUserDirectory directory, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
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
