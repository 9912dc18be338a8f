using System.Runtime.CompilerServices;

namespace IdentitySdk.Core;

/// <summary>A list of given pages.</summary>
internal sealed class FixedPageable<T>(IEnumerable<Page<T>> pages) : AsyncPageable<T>
{
    public override IAsyncEnumerable<Page<T>> AsPages(string? continuationToken = null, int? pageSize = null)
    {
        OptionRange.Check(pageSize is null or > 0, nameof(pageSize), "1 or more", pageSize);
        return continuationToken is null ? EnumerateAsync(pages) : EnumerateAsync(After(continuationToken));
    }

    /// <summary>The pages after the one with a token. The check is immediate: a vendor's list rejects a token before it sends anything.</summary>
    private IEnumerable<Page<T>> After(string token) => pages.Any(page => page.ContinuationToken == token)
        ? pages.SkipWhile(page => page.ContinuationToken != token).Skip(1)
        : throw new ArgumentException("No page has this continuation token.", "continuationToken");

    private static async IAsyncEnumerable<Page<T>> EnumerateAsync(
        IEnumerable<Page<T>> pages, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (var page in pages)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return page;
        }

        await Task.CompletedTask.ConfigureAwait(false);
    }
}
