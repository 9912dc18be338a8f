using IdentitySdk.Core;

namespace IdentitySdk;

/// <summary>Runs an action for each item of a list.</summary>
public static class ForEachExtensions
{
    /// <summary>The longest pause after a rate limit: no documented rate-limit window is longer.</summary>
    private static readonly TimeSpan s_maxPause = TimeSpan.FromHours(1);

    /// <summary>Runs an action for each item of a list, several at a time, and returns a result for each item.</summary>
    /// <remarks>
    /// An action that throws does not stop the others. After a <see cref="RateLimitedException"/> no further action starts until its
    /// <see cref="IdentityApiException.RetryAfter"/> has passed (a second without one). The item itself is not retried, because the action may have made
    /// other calls before that one. No action is still running when the method returns or throws.
    /// </remarks>
    /// <typeparam name="T">The items' type.</typeparam>
    /// <param name="list">The list, such as <c>okta.Users.ListAllAsync()</c>, also filtered.</param>
    /// <param name="action">The action; its token is <paramref name="cancellationToken"/>.</param>
    /// <param name="onResult">Called with each result as soon as its action has ended, one at a time; null for no call.</param>
    /// <param name="options">Concurrency and clock; null takes the defaults.</param>
    /// <param name="cancellationToken">Ends the run; running actions are awaited.</param>
    /// <returns>The result of each item, in the order of the list. Check them: an action's exception is reported nowhere else.</returns>
    /// <exception cref="AggregateException">
    /// The list failed, or <paramref name="onResult"/> threw: that is the first inner exception, followed by the exceptions of the actions.
    /// </exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static Task<IReadOnlyList<ItemResult<T>>> ForEachAsync<T>(
        this IAsyncEnumerable<T> list,
        Func<T, CancellationToken, Task> action,
        Action<ItemResult<T>>? onResult = null,
        ForEachOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        _ = list ?? throw new ArgumentNullException(nameof(list));
        _ = action ?? throw new ArgumentNullException(nameof(action));
        options ??= new ForEachOptions();
        options.Validate();
        return new ForEachRun<T>(action, onResult, options.MaxConcurrency, options.TimeProvider, cancellationToken).RunAsync(list);
    }

    /// <summary>The time in which no action starts after a rate limit.</summary>
    internal static TimeSpan PauseAfter(RateLimitedException exception)
    {
        var pause = exception.RetryAfter ?? TimeSpan.FromSeconds(1);
        return pause < TimeSpan.Zero ? TimeSpan.Zero : pause < s_maxPause ? pause : s_maxPause;
    }
}
