using System.Globalization;
using System.Runtime.CompilerServices;
using IdentitySdk.Core;

namespace IdentitySdk;

/// <summary>A list as a sequence of items or of pages. It sends nothing until it is enumerated; each enumeration starts over.</summary>
/// <typeparam name="T">The items' type.</typeparam>
public sealed class AsyncPageable<T> : IAsyncEnumerable<T>
{
    private readonly ApiClient _api;
    private readonly PagedRequest<T> _list;
    private readonly RequestOptions? _options;
    private readonly CancellationToken _cancellationToken;

    internal AsyncPageable(ApiClient api, PagedRequest<T> list, RequestOptions? options, CancellationToken cancellationToken) =>
        (_api, _list, _options, _cancellationToken) = (api, list, options, cancellationToken);

    /// <summary>Enumerates the items of all pages.</summary>
    /// <param name="cancellationToken">Ends the enumeration, also between two items.</param>
    /// <returns>The enumerator.</returns>
    /// <exception cref="IdentityApiException">A page failed; the items before it have been returned.</exception>
    public async IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        await foreach (var page in AsPages().WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            foreach (var item in page.Items)
            {
                _cancellationToken.ThrowIfCancellationRequested();
                cancellationToken.ThrowIfCancellationRequested();
                yield return item;
            }
        }
    }

    /// <summary>Enumerates the pages.</summary>
    /// <param name="continuationToken">Where to resume, from <see cref="Page{T}.ContinuationToken"/>; null (the default) starts at the beginning.</param>
    /// <param name="pageSize">Items per page; null (the default) takes the size in the options, or the vendor's default.</param>
    /// <returns>The pages; an empty one does not end the list.</returns>
    /// <exception cref="ArgumentException">The token belongs to another list or to other filters, or the list has no page size parameter.</exception>
    public IAsyncEnumerable<Page<T>> AsPages(string? continuationToken = null, int? pageSize = null)
    {
        OptionRange.Check(pageSize is null or > 0, nameof(pageSize), "1 or more", pageSize);
        var first = _list.First;
        if (pageSize is { } size)
        {
            first = _list.Style.Size is { } parameter
                ? first.With(parameter, size.ToString(CultureInfo.InvariantCulture))
                : throw new ArgumentException("The vendor has no page size parameter for this list.", nameof(pageSize));
        }

        if (continuationToken is not null)
        {
            first = first.With(_list.Style.Cursor!, ContinuationToken.ReadCursor(_list, _api.BaseAddress, continuationToken, nameof(continuationToken)));
        }

        return EnumeratePagesAsync(first, _cancellationToken);
    }

    private async IAsyncEnumerable<Page<T>> EnumeratePagesAsync(
        ApiRequest request, CancellationToken callToken, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(callToken, cancellationToken);
        var usedCursors = new UsedCursors(request.Parameters.LastOrDefault(pair => pair.Key == _list.Style.Cursor).Value);
        Task<Page<T>>? prefetched = null;
        try
        {
            for (var number = 1; ; number++)
            {
                var page = await AwaitPageAsync(prefetched ?? SendAsync(request, cancellation.Token), callToken, cancellationToken).ConfigureAwait(false);
                prefetched = null;
                var hasNext = page.NextCursor is { } next && usedCursors.TryAdd(next);
                if (hasNext)
                {
                    request = request.With(_list.Style.Cursor!, page.NextCursor!);

                    // Not after the first page: many callers stop there, and a page that is never read still costs rate limit.
                    if (number > 1 && _api.Options.Paging.Prefetch)
                    {
                        prefetched = SendAsync(request, cancellation.Token);
                        ObserveException(prefetched);
                    }
                }

                yield return page;
                callToken.ThrowIfCancellationRequested();
                cancellationToken.ThrowIfCancellationRequested();
                if (!hasNext)
                {
                    ThrowIfCursorRepeats(page, request);
                    yield break;
                }
            }
        }
        finally
        {
            // The caller may have stopped early: a prefetch is cancelled, but not awaited.
            cancellation.Cancel();
        }
    }

    /// <summary>A prefetched page may fail unobserved when the caller stops early, even without disposing the enumerator.</summary>
    private static void ObserveException(Task<Page<T>> page) => page.ContinueWith(
        static task => _ = task.Exception,
        CancellationToken.None,
        TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
        TaskScheduler.Default);

    private Task<Page<T>> SendAsync(ApiRequest request, CancellationToken cancellationToken) =>
        _api.SendPageAsync(_list, request, _options, cancellationToken);

    /// <summary>Callers recognize their own cancellation by its token, and may have passed two: to the call and to the enumeration.</summary>
    private static async Task<Page<T>> AwaitPageAsync(Task<Page<T>> page, CancellationToken callToken, CancellationToken cancellationToken)
    {
        try
        {
            return await page.ConfigureAwait(false);
        }
        catch (OperationCanceledException cancelled) when (callToken.IsCancellationRequested || cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancelled.Message, cancelled, callToken.IsCancellationRequested ? callToken : cancellationToken);
        }
    }

    /// <summary>Called after the page was returned: the page is valid, but requesting the next one would start a loop.</summary>
    private void ThrowIfCursorRepeats(Page<T> page, ApiRequest request)
    {
        if (page.NextCursor is not null)
        {
            throw new InvalidResponseException(
                new FailureDetails(_api.Vendor.Name, request.Operation) { Response = page.Response },
                "the server returned a cursor that had been used before, so the list would never end");
        }
    }
}
