namespace IdentitySdk.OneLogin;

/// <summary>Values for the filters of <see cref="ListUsersOptions"/>.</summary>
public static class OneLoginFilter
{
    /// <summary>Returns a filter value that matches only itself.</summary>
    /// <remarks>OneLogin interprets <c>*</c> as "any text" and a leading <c>!</c> as "not", and documents no way to escape them.</remarks>
    /// <param name="value">A value from outside, such as user input.</param>
    /// <returns><paramref name="value"/>.</returns>
    /// <exception cref="ArgumentException">The value is empty, or contains a wildcard or a negation.</exception>
    public static string Exact(string value)
    {
        if (string.IsNullOrEmpty(value))
        {
            throw new ArgumentException("A filter value must not be empty.", nameof(value));
        }

        return value.IndexOf('*') >= 0 || value[0] == '!'
            ? throw new ArgumentException("A filter value must not contain a wildcard or a negation.", nameof(value))
            : value;
    }
}
