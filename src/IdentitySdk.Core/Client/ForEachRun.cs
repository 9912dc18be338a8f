namespace IdentitySdk.Core;

/// <summary>One run of <see cref="ForEachExtensions.ForEachAsync"/>.</summary>
internal sealed class ForEachRun<T>(
    Func<T, CancellationToken, Task> action, Action<ItemResult<T>>? onResult, int maxConcurrency, TimeProvider clock, CancellationToken cancellationToken)
{
    private readonly object _lock = new();
    private readonly List<ItemResult<T>?> _results = [];
    private readonly List<Task> _running = [];
    private DateTimeOffset _resumeAt = DateTimeOffset.MinValue;
    private Exception? _callbackFailure;

    public async Task<IReadOnlyList<ItemResult<T>>> RunAsync(IAsyncEnumerable<T> list)
    {
        Exception? failure = null;
        try
        {
            await foreach (var item in list.WithCancellation(cancellationToken).ConfigureAwait(false))
            {
                await WaitForTurnAsync().ConfigureAwait(false);
                if (Start(item) is { } callbackFailure)
                {
                    failure = callbackFailure;
                    break;
                }
            }
        }
        catch (Exception exception)
        {
            failure = exception;
        }

        await Task.WhenAll(_running).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        failure ??= _callbackFailure;
        return failure is null
            ? [.. _results.OfType<ItemResult<T>>()]
            : throw new AggregateException("The list was not processed to its end.", [failure, .. _results.Select(static result => result?.Exception).OfType<Exception>()]);
    }

    /// <summary>Waits until an action may start: fewer than the most run, and no rate limit asks for a pause.</summary>
    private async Task WaitForTurnAsync()
    {
        cancellationToken.ThrowIfCancellationRequested();
        _running.RemoveAll(static task => task.IsCompleted);
        if (_running.Count >= maxConcurrency)
        {
            _running.Remove(await Task.WhenAny(_running).ConfigureAwait(false));
        }

        while (Pause() is var pause && pause > TimeSpan.Zero)
        {
            await clock.DelayAsync(pause, cancellationToken).ConfigureAwait(false);
        }
    }

    private TimeSpan Pause()
    {
        lock (_lock)
        {
            return _resumeAt - clock.GetUtcNow();
        }
    }

    /// <summary>Starts the action for an item; returns the failure of the callback, after which nothing starts any more.</summary>
    private Exception? Start(T item)
    {
        int index;
        lock (_lock)
        {
            if (_callbackFailure is not null)
            {
                return _callbackFailure;
            }

            index = _results.Count;
            _results.Add(null);
        }

        // On the pool, so that an action that blocks does not hold the others up.
        _running.Add(Task.Run(() => RunAsync(index, item), CancellationToken.None));
        return null;
    }

    private async Task RunAsync(int index, T item)
    {
        Exception? failure = null;
        try
        {
            await action(item, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            failure = exception;
        }

        var result = new ItemResult<T>(item, failure);
        lock (_lock)
        {
            _results[index] = result;
            if (failure is RateLimitedException limited)
            {
                var resumeAt = clock.GetUtcNow() + ForEachPause.After(limited);
                _resumeAt = resumeAt > _resumeAt ? resumeAt : _resumeAt;
            }

            Report(result);
        }
    }

    private void Report(ItemResult<T> result)
    {
        try
        {
            onResult?.Invoke(result);
        }
        catch (Exception exception)
        {
            _callbackFailure ??= exception;
        }
    }
}
