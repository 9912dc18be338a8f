using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;

namespace IdentitySdk.Core;

/// <summary>A vendor's list, read page by page.</summary>
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
        HashSet<Guid> usedCursors = (cursor ?? list.Style.FindCursor(first)) is { } start ? [Digest(start)] : [];
        var request = cursor is null ? first : list.Style.At(first, cursor);
        Task<Page<T>>? prefetched = null;
        try
        {
            for (var number = 1; ; number++)
            {
                var page = await AwaitPageAsync(prefetched ?? SendAsync(request, cancellation.Token), callToken, cancellationToken).ConfigureAwait(false);
                prefetched = null;
                var hasNext = page.NextCursor is { } next && usedCursors.Add(Digest(next));
                if (hasNext)
                {
                    request = list.Style.At(first, page.NextCursor!);

                    // Not after the first page: many callers stop there, and an unread page still counts against the rate limit.
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
                    if (page.NextCursor is null)
                    {
                        yield break;
                    }

                    // The page itself was valid, but the next one would start a loop.
                    throw RepeatedCursor(page, request);
                }
            }
        }
        finally
        {
            // The caller may have stopped early: the prefetch is cancelled, but not awaited.
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

    private InvalidResponseException RepeatedCursor(Page<T> page, ApiRequest request) => new(
        new FailureDetails(api.Vendor.Name, request.Operation) { Response = page.Response },
        "the server returned a cursor that had been used before, so the list would never end");

    /// <summary>Sixteen bytes for each cursor, so that a list of a million pages needs little memory.</summary>
    private static Guid Digest(string cursor) => new(SHA256.HashData(Encoding.UTF8.GetBytes(cursor)).AsSpan(0, 16).ToArray());
}
