using IdentitySdk.Core;

namespace IdentitySdk;

/// <summary>Runs an action for each item of a list.</summary>
public static class ForEachExtensions
{
    /// <summary>Runs an action for each item of a list: several at a time, with a result for each item.</summary>
    /// <remarks>
    /// An action that throws does not stop the others. After a <see cref="RateLimitedException"/> no further action starts until its
    /// <see cref="IdentityApiException.RetryAfter"/> has passed (a second without one); the item has failed, because the action may have made other calls
    /// before that one. When the method ends, however it ends, no action runs any more.
    /// </remarks>
    /// <typeparam name="T">The items' type.</typeparam>
    /// <param name="list">The list, such as <c>okta.Users.ListAllAsync()</c>, also filtered.</param>
    /// <param name="action">The action; its token is <paramref name="cancellationToken"/>.</param>
    /// <param name="onResult">Called with each result as soon as it is there, one at a time; null for no call. For lists whose results should be kept elsewhere.</param>
    /// <param name="options">Concurrency and clock; null takes the defaults.</param>
    /// <param name="cancellationToken">Ends the list; actions that run are awaited.</param>
    /// <returns>The result of each item, in the order of the list. Look at it: an action's exception is nowhere else.</returns>
    /// <exception cref="AggregateException">
    /// The list failed, or <paramref name="onResult"/> threw: the first inner exception is that one, and the exceptions of the actions follow.
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
}
