namespace IdentitySdk;

/// <summary>Reads for which "there is none" is a normal answer.</summary>
public static class NotFoundExtensions
{
    /// <summary>Turns "not found" into null: <c>await okta.Users.GetAsync(id).OrNullAsync()</c>. Every other failure stays an exception.</summary>
    /// <typeparam name="T">The result's type.</typeparam>
    /// <param name="call">The call.</param>
    /// <returns>The result, or null when the vendor says that there is no such thing.</returns>
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
