namespace IdentitySdk;

/// <summary>Extension methods for reads where a missing resource is a normal result.</summary>
public static class NotFoundExtensions
{
    /// <summary>
    /// Returns null instead of throwing <see cref="NotFoundException"/>: <c>await okta.Users.GetAsync(id).OrNullAsync()</c>. Other failures are thrown.
    /// </summary>
    /// <typeparam name="T">The result's type.</typeparam>
    /// <param name="call">The call.</param>
    /// <returns>The result; null when the vendor reports that the resource does not exist.</returns>
    public static async Task<T?> OrNullAsync<T>(this Task<T> call)
        where T : class
    {
        _ = call ?? throw new ArgumentNullException(nameof(call));
        try
        {
            return await call.ConfigureAwait(false);
        }
        catch (NotFoundException)
        {
            return null;
        }
    }
}
