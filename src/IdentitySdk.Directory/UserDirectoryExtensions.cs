namespace IdentitySdk.Directories;

/// <summary>Operations on top of <see cref="IUserDirectory"/>.</summary>
public static class UserDirectoryExtensions
{
    private static readonly TimeSpan s_firstWait = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan s_longestWait = TimeSpan.FromSeconds(10);

    /// <summary>Activates a pending or deactivated account.</summary>
    public static Task ActivateAsync(this IUserDirectory directory, string id, CancellationToken cancellationToken = default) =>
        Perform(directory, id, UserAction.Activate, cancellationToken);

    /// <summary>Suspends an active account; <see cref="ResumeAsync"/> reverses it.</summary>
    public static Task SuspendAsync(this IUserDirectory directory, string id, CancellationToken cancellationToken = default) =>
        Perform(directory, id, UserAction.Suspend, cancellationToken);

    /// <summary>Resumes a suspended account.</summary>
    public static Task ResumeAsync(this IUserDirectory directory, string id, CancellationToken cancellationToken = default) =>
        Perform(directory, id, UserAction.Resume, cancellationToken);

    /// <summary>Unlocks a locked account.</summary>
    public static Task UnlockAsync(this IUserDirectory directory, string id, CancellationToken cancellationToken = default) =>
        Perform(directory, id, UserAction.Unlock, cancellationToken);

    /// <summary>Deactivates an account.</summary>
    public static Task DeactivateAsync(this IUserDirectory directory, string id, CancellationToken cancellationToken = default) =>
        Perform(directory, id, UserAction.Deactivate, cancellationToken);

    /// <summary>Deletes an account permanently.</summary>
    public static Task DeleteAsync(this IUserDirectory directory, string id, CancellationToken cancellationToken = default) =>
        Perform(directory, id, UserAction.Delete, cancellationToken);

    /// <summary>Waits until a write, or a transition in the vendor's background, is visible.</summary>
    /// <remarks>The first wait between two reads is half a second; each further wait is twice as long, up to ten seconds.</remarks>
    /// <param name="directory">The directory.</param>
    /// <param name="id">The id.</param>
    /// <param name="predicate">Whether the user is as expected; the argument is null while there is no such user.</param>
    /// <param name="timeout">How long to wait; the user is read once more when it expires.</param>
    /// <param name="timeProvider">The clock; by default the system's.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>The user that the predicate accepted; null if it accepted a missing user.</returns>
    /// <exception cref="TimeoutException">The timeout expired.</exception>
    public static async Task<DirectoryUser?> WaitUntilAsync(
        this IUserDirectory directory,
        string id,
        Func<DirectoryUser?, bool> predicate,
        TimeSpan timeout,
        TimeProvider? timeProvider = null,
        CancellationToken cancellationToken = default)
    {
        Arguments.NotNull(directory, nameof(directory));
        Arguments.NotEmpty(id, nameof(id));
        Arguments.NotNull(predicate, nameof(predicate));
        Arguments.NotNegative(timeout, nameof(timeout));
        var clock = timeProvider ?? TimeProvider.System;
        var (held, user) = await PollAsync(
            clock, timeout, () => directory.GetAsync(id, cancellationToken), predicate, cancellationToken).ConfigureAwait(false);
        return held ? user : throw new TimeoutException($"The user was not as expected within {timeout.TotalSeconds:0.###} s.");
    }

    /// <summary>Reads, with growing waits, until the predicate accepts the user or the timeout expires.</summary>
    internal static async Task<(bool Held, DirectoryUser? User)> PollAsync(
        TimeProvider clock, TimeSpan timeout, Func<Task<DirectoryUser?>> read, Func<DirectoryUser?, bool> predicate, CancellationToken cancellationToken)
    {
        var start = clock.GetTimestamp();
        for (var wait = s_firstWait; ; wait = Shorter(wait + wait, s_longestWait))
        {
            var user = await read().ConfigureAwait(false);
            if (predicate(user))
            {
                return (true, user);
            }

            var left = timeout - clock.GetElapsedTime(start);
            if (left <= TimeSpan.Zero)
            {
                return (false, user);
            }

            await clock.DelayAsync(Shorter(wait, left), cancellationToken).ConfigureAwait(false);
        }
    }

    internal static Task DelayAsync(this TimeProvider clock, TimeSpan time, CancellationToken cancellationToken) =>
#if NET8_0_OR_GREATER
        Task.Delay(time, clock, cancellationToken);
#else
        clock.Delay(time, cancellationToken);
#endif

    private static Task Perform(IUserDirectory directory, string id, UserAction action, CancellationToken cancellationToken) =>
        Arguments.NotNull(directory, nameof(directory)).PerformAsync(id, action, cancellationToken);

    private static TimeSpan Shorter(TimeSpan left, TimeSpan right) => left < right ? left : right;
}
