namespace IdentitySdk.Directories;

/// <summary>Translates the exceptions of the vendors' clients.</summary>
internal static class VendorErrors
{
    public static DirectoryException Of(IdentityApiException exception) =>
        new(Map(exception), exception.Message, exception) { RetryAfter = exception.RetryAfter };

    /// <summary>Runs a later call of a multi-call change: something was written already, so an unavailable vendor leaves the outcome unknown.</summary>
    public static async Task FollowAsync(Func<Task> call)
    {
        try
        {
            await call().ConfigureAwait(false);
        }
        catch (IdentityApiException exception) when (Map(exception) == DirectoryError.Unavailable)
        {
            throw new DirectoryException(DirectoryError.OutcomeUnknown, exception.Message, exception);
        }
        catch (DirectoryException exception) when (exception.Error == DirectoryError.Unavailable)
        {
            throw new DirectoryException(DirectoryError.OutcomeUnknown, exception.Message, exception.InnerException);
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
