using IdentitySdk.Core;

namespace IdentitySdk;

/// <summary>A list as a sequence of items or of pages. It sends nothing until it is enumerated; each enumeration starts over.</summary>
/// <remarks>Tests create one with <see cref="AsyncPageable.FromItems"/> or <see cref="AsyncPageable.FromPages"/>.</remarks>
/// <typeparam name="T">The items' type.</typeparam>
public abstract class AsyncPageable<T> : IAsyncEnumerable<T>
{
    /// <summary>Creates a list.</summary>
    protected AsyncPageable()
    {
    }

    private protected AsyncPageable(CancellationToken cancellationToken) => CancellationToken = cancellationToken;

    private protected CancellationToken CancellationToken { get; }

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
                CancellationToken.ThrowIfCancellationRequested();
                cancellationToken.ThrowIfCancellationRequested();
                yield return item;
            }
        }
    }

    /// <summary>Enumerates the pages.</summary>
    /// <param name="continuationToken">Where to resume, from <see cref="Page{T}.ContinuationToken"/>; null (the default) starts at the beginning.</param>
    /// <param name="pageSize">
    /// Items per page; null (the default) takes the size in the options, or the vendor's default. Where the vendor's cursor contains the size, a list that
    /// is resumed has the size of its first page.
    /// </param>
    /// <returns>The pages; an empty one does not end the list.</returns>
    /// <exception cref="ArgumentException">
    /// The token belongs to another list or to other filters, the list has no page size parameter, or the size is below 1 or above the vendor's largest.
    /// </exception>
    public abstract IAsyncEnumerable<Page<T>> AsPages(string? continuationToken = null, int? pageSize = null);
}

/// <summary>Creates lists for tests.</summary>
public static class AsyncPageable
{
    /// <summary>Creates a list of one page.</summary>
    /// <typeparam name="T">The items' type.</typeparam>
    /// <param name="items">The items. Each enumeration of the list enumerates them again, and throws what they throw.</param>
    /// <returns>The list.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="items"/> is null.</exception>
    public static AsyncPageable<T> FromItems<T>(IEnumerable<T> items)
    {
        _ = items ?? throw new ArgumentNullException(nameof(items));
        return new FixedPageable<T>(Enumerable.Range(0, 1).Select(_ => new Page<T>([.. items])));
    }

    /// <summary>Creates a list of pages.</summary>
    /// <remarks>
    /// <see cref="AsyncPageable{T}.AsPages"/> resumes after the page with the given continuation token, and throws if no page has it, as a vendor's list
    /// does; it ignores the page size. The list ends after its last page, even if that page has a continuation token.
    /// </remarks>
    /// <typeparam name="T">The items' type.</typeparam>
    /// <param name="pages">The pages. Each enumeration of the list enumerates them again, and throws what they throw.</param>
    /// <returns>The list.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="pages"/> is null.</exception>
    public static AsyncPageable<T> FromPages<T>(IEnumerable<Page<T>> pages) => new FixedPageable<T>(pages ?? throw new ArgumentNullException(nameof(pages)));
}
