namespace IdentitySdk.Core;

/// <summary>One run of <see cref="ForEachExtensions.ForEachAsync"/>.</summary>
internal sealed class ForEachRun<T>(
    Func<T, CancellationToken, Task> action, Action<ItemResult<T>>? onResult, int maxConcurrency, TimeProvider clock, CancellationToken cancellationToken)
{
    private readonly object _lock = new();
    private DateTimeOffset _resumeAt = DateTimeOffset.MinValue;
    private Exception? _callbackFailure;

    public async Task<IReadOnlyList<ItemResult<T>>> RunAsync(IAsyncEnumerable<T> list)
    {
        using var slots = new SemaphoreSlim(maxConcurrency);
        List<Task<ItemResult<T>>> running = [];
        Exception? failure = null;
        try
        {
            await foreach (var item in list.WithCancellation(cancellationToken).ConfigureAwait(false))
            {
                await slots.WaitAsync(cancellationToken).ConfigureAwait(false);
                if (!await MayStartAsync().ConfigureAwait(false))
                {
                    break;
                }

                // On the thread pool, so that an action that blocks does not block the others.
                running.Add(Task.Run(() => RunAsync(item, slots), CancellationToken.None));
            }
        }
        catch (Exception exception)
        {
            failure = exception;
        }

        var results = await Task.WhenAll(running).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        failure ??= _callbackFailure;
        return failure is null
            ? results
            : throw new AggregateException(
                "The list was not processed to its end.", [failure, .. results.Select(static result => result.Exception).OfType<Exception>()]);
    }

    /// <summary>Waits until no rate limit requires a pause; false after a failure of the callback, which ends the run.</summary>
    private async Task<bool> MayStartAsync()
    {
        while (true)
        {
            TimeSpan pause;
            lock (_lock)
            {
                if (_callbackFailure is not null)
                {
                    return false;
                }

                pause = _resumeAt - clock.GetUtcNow();
            }

            if (pause <= TimeSpan.Zero)
            {
                return true;
            }

            await clock.DelayAsync(pause, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<ItemResult<T>> RunAsync(T item, SemaphoreSlim slots)
    {
        ItemResult<T> result;
        try
        {
            await action(item, cancellationToken).ConfigureAwait(false);
            result = new ItemResult<T>(item);
        }
        catch (Exception exception)
        {
            result = new ItemResult<T>(item, exception);
        }

        lock (_lock)
        {
            try
            {
                Pause(result.Exception as RateLimitedException);
                onResult?.Invoke(result);
            }
            catch (Exception exception)
            {
                _callbackFailure ??= exception;
            }
        }

        slots.Release();
        return result;
    }

    private void Pause(RateLimitedException? limited)
    {
        if (limited is not null)
        {
            var resumeAt = clock.GetUtcNow() + ForEachExtensions.PauseAfter(limited);
            _resumeAt = resumeAt > _resumeAt ? resumeAt : _resumeAt;
        }
    }
}
