using System.Globalization;
using System.Runtime.CompilerServices;
using IdentitySdk.Core;

namespace IdentitySdk;

/// <summary>A list as a sequence of items, or of pages. Nothing is sent before it is enumerated; each enumeration starts anew.</summary>
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
    /// <exception cref="IdentityApiException">A page could not be had; the items before it have been delivered.</exception>
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
    /// <param name="continuationToken">Where to go on, from <see cref="Page{T}.ContinuationToken"/>; null (the default) for the beginning.</param>
    /// <param name="pageSize">How many items to ask for at a time; null (the default) takes what the options say, or the vendor's own size.</param>
    /// <returns>The pages; an empty one does not end the list.</returns>
    /// <exception cref="ArgumentException">The token belongs to another list or to other filters, or the vendor has no page size for this list.</exception>
    public IAsyncEnumerable<Page<T>> AsPages(string? continuationToken = null, int? pageSize = null)
    {
        OptionRange.Check(pageSize is null or > 0, nameof(pageSize), "1 or more", pageSize);
        var first = _list.First;
        if (pageSize is { } size)
        {
            first = _list.Style.Size is { } parameter
                ? first.With(parameter, size.ToString(CultureInfo.InvariantCulture))
                : throw new ArgumentException("The vendor has no page size for this list.", nameof(pageSize));
        }

        if (continuationToken is not null)
        {
            first = first.With(_list.Style.Cursor!, ContinuationToken.Cursor(_list, _api.BaseAddress, continuationToken, nameof(continuationToken)));
        }

        return PagesAsync(first, _cancellationToken);
    }

    private async IAsyncEnumerable<Page<T>> PagesAsync(ApiRequest request, CancellationToken bound, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(bound, cancellationToken);
        var seen = new UsedCursors(request.Parameters.LastOrDefault(pair => pair.Key == _list.Style.Cursor).Value);
        Task<Page<T>>? ahead = null;
        try
        {
            for (var number = 1; ; number++)
            {
                var page = await PageAsync(ahead ?? SendAsync(request, ending.Token), bound, cancellationToken).ConfigureAwait(false);
                ahead = null;
                var goesOn = page.NextCursor is { } next && seen.TryAdd(next);
                if (goesOn)
                {
                    request = request.With(_list.Style.Cursor!, page.NextCursor!);

                    // Not from the first page on: many lists are left there, and a page nobody reads still costs the vendor's budget.
                    if (number > 1 && _api.Options.Paging.Prefetch)
                    {
                        ahead = SendAsync(request, ending.Token);
                        Observe(ahead);
                    }
                }

                yield return page;
                bound.ThrowIfCancellationRequested();
                cancellationToken.ThrowIfCancellationRequested();
                if (!goesOn)
                {
                    ThrowIfCircular(page, request);
                    yield break;
                }
            }
        }
        finally
        {
            // The caller has left the list, at once, even where the transport takes its time to notice.
            ending.Cancel();
        }
    }

    /// <summary>A page that is never asked for may fail unnoticed, also when the enumerator is dropped without being disposed.</summary>
    private static void Observe(Task<Page<T>> ahead) => ahead.ContinueWith(
        static task => _ = task.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);

    private Task<Page<T>> SendAsync(ApiRequest request, CancellationToken cancellationToken) => _api.SendPageAsync(_list, request, _options, cancellationToken);

    /// <summary>Callers tell their own cancellation by its token, and may have given two.</summary>
    private static async Task<Page<T>> PageAsync(Task<Page<T>> page, CancellationToken bound, CancellationToken cancellationToken)
    {
        try
        {
            return await page.ConfigureAwait(false);
        }
        catch (OperationCanceledException cancelled) when (bound.IsCancellationRequested || cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancelled.Message, cancelled, bound.IsCancellationRequested ? bound : cancellationToken);
        }
    }

    /// <summary>The page itself was in order and has been delivered; asking for the next would send the caller round in a circle.</summary>
    private void ThrowIfCircular(Page<T> page, ApiRequest request)
    {
        if (page.NextCursor is not null)
        {
            throw new InvalidResponseException(
                new FailureDetails(_api.Vendor.Name, request.Operation) { Response = page.Response },
                "the server sent a cursor again that had been used before, so the list would never end");
        }
    }
}
