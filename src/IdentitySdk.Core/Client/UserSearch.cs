namespace IdentitySdk.Core;

/// <summary>Finds the one user with a login or an email in what the vendor returns for it.</summary>
internal static class UserSearch
{
    /// <summary>Compares again what the vendor has filtered: a filter may match more, by a wildcard or because the vendor ignores it.</summary>
    /// <param name="list">The users that the vendor found.</param>
    /// <param name="readValue">Reads the value of a user.</param>
    /// <param name="value">The value to find; its case decides only among users that differ in nothing else.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="AmbiguousUserException">Several users have the value.</exception>
    public static async Task<T?> FindAsync<T>(IAsyncEnumerable<T> list, Func<T, string?> readValue, string value, CancellationToken cancellationToken)
        where T : class
    {
        List<T> found = [];
        await foreach (var user in list.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            if (value.Equals(readValue(user), StringComparison.OrdinalIgnoreCase))
            {
                found.Add(user);
            }
        }

        var same = found.Count < 2 ? found : found.FindAll(user => readValue(user) == value);
        return same.Count == 1 ? same[0] : found.Count == 0 ? null : throw new AmbiguousUserException(Math.Max(same.Count, found.Count));
    }

    /// <exception cref="ArgumentException">The value is null, empty or white space.</exception>
    public static string Require(string value, string argument) =>
        string.IsNullOrWhiteSpace(value) ? throw new ArgumentException("A value to find is required.", argument) : value;
}
