namespace IdentitySdk.Directories;

/// <summary>What follows from the exceptions of the vendors' clients.</summary>
internal static class VendorErrors
{
    public static async Task<T> MapAsync<T>(Func<Task<T>> call)
    {
        try
        {
            return await call().ConfigureAwait(false);
        }
        catch (IdentityApiException exception)
        {
            throw new DirectoryException(Map(exception), exception.Message, exception);
        }
    }

    public static DirectoryError Map(IdentityApiException exception) => exception switch
    {
        { IsOutcomeUnknown: true } => DirectoryError.OutcomeUnknown,
        NotFoundException => DirectoryError.NotFound,
        InvalidRequestException or ConflictException or ForbiddenException => DirectoryError.Refused,
        _ => DirectoryError.Unavailable,
    };
}
