namespace IdentitySdk.OneLogin;

/// <summary>The paging styles of OneLogin's lists, for <see cref="RawRequest.Paging"/>.</summary>
/// <remarks>A raw list uses <see cref="Envelope"/> unless another style is set.</remarks>
public static class OneLoginPaging
{
    /// <summary>Paging for an envelope with <c>pagination.after_cursor</c>, or a bare array with the cursor in the <c>After-Cursor</c> header.</summary>
    /// <param name="cursor">The query parameter with the cursor of an envelope.</param>
    /// <param name="size">The query parameter with the page size; null without one.</param>
    /// <returns>The paging style.</returns>
    public static RawPaging Envelope(string cursor = "after_cursor", string? size = "limit") => new(Paging.Envelope(RawPaging.Name(cursor, nameof(cursor)), size));

    /// <summary>Paging for an envelope with the whole list; its items may be in a nested array.</summary>
    /// <returns>The paging style.</returns>
    public static RawPaging EnvelopeList() => new(Paging.EnvelopeList());
}
