namespace IdentitySdk.Core;

/// <summary>Finds the one user with a login or an email among the users that the vendor returns.</summary>
internal static class UserSearch
{
    /// <summary>Compares the values again: the vendor may return other users, because a filter has a wildcard or is ignored.</summary>
    /// <param name="list">The users that the vendor returns.</param>
    /// <param name="readValue">Reads the value of a user.</param>
    /// <param name="value">The value to find; case matters only if several users have it in different case.</param>
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
