using System.Globalization;
using System.Runtime.CompilerServices;

namespace IdentitySdk.Core;

/// <summary>A list of a vendor: gets one page after the other.</summary>
internal sealed class ApiPageable<T>(ApiClient api, PagedRequest<T> list, RequestOptions? options, CancellationToken cancellationToken)
    : AsyncPageable<T>(cancellationToken)
{
    public override IAsyncEnumerable<Page<T>> AsPages(string? continuationToken = null, int? pageSize = null)
    {
        OptionRange.Check(pageSize is null or > 0, nameof(pageSize), "1 or more", pageSize);
        var first = list.First;
        if (pageSize is { } size)
        {
            OptionRange.Check(!(size > list.Style.LargestSize), nameof(pageSize), $"at most {list.Style.LargestSize}", size);
            first = list.Style.Size is { } parameter
                ? first.With(parameter, size.ToString(CultureInfo.InvariantCulture))
                : throw new ArgumentException("The vendor has no page size parameter for this list.", nameof(pageSize));
        }

        var cursor = continuationToken is null
            ? null
            : ContinuationToken.ReadCursor(list, api.BaseAddress, continuationToken, nameof(continuationToken));
        return EnumeratePagesAsync(first, cursor, CancellationToken);
    }

    private async IAsyncEnumerable<Page<T>> EnumeratePagesAsync(
        ApiRequest first, string? cursor, CancellationToken callToken, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var cancellation = CancellationTokenSource.CreateLinkedTokenSource(callToken, cancellationToken);
        var usedCursors = new UsedCursors(cursor ?? list.Style.FindCursor(first));
        var request = cursor is null ? first : list.Style.At(first, cursor);
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
                    request = list.Style.At(first, page.NextCursor!);

                    // Not after the first page: many callers stop there, and a page that is never read still costs rate limit.
                    if (number > 1 && api.Options.Paging.Prefetch)
                    {
                        prefetched = SendAsync(request, cancellation.Token);

                        // The caller may stop early, even without disposing the enumerator.
                        prefetched.Observe();
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
            DetachedTask.Cancel(cancellation);
        }
    }

    private Task<Page<T>> SendAsync(ApiRequest request, CancellationToken cancellationToken) =>
        api.SendPageAsync(list, request, options, cancellationToken);

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
                new FailureDetails(api.Vendor.Name, request.Operation) { Response = page.Response },
                "the server returned a cursor that had been used before, so the list would never end");
        }
    }
}
