using IdentitySdk.Core;

namespace IdentitySdk;

/// <summary>Paging style of a list of <see cref="RawClient"/>. Each vendor has further styles, such as <c>OktaPaging</c>.</summary>
public sealed class RawPaging
{
    internal RawPaging(PagingStyle style) => Style = style;

    internal PagingStyle Style { get; }

    /// <summary>An array, with the next page as the link <c>rel="next"</c> in the <c>Link</c> header (RFC 8288).</summary>
    /// <param name="cursor">The query parameter with the cursor. Only its value is taken from the link.</param>
    /// <param name="size">The query parameter with the page size; null without one.</param>
    /// <returns>The style.</returns>
    public static RawPaging Link(string cursor, string? size = null) => new(new LinkPaging { Cursor = Name(cursor, nameof(cursor)), Size = size });

    /// <summary>An object with the items in one member and the next cursor in another; a cursor that is missing, null or empty ends the list.</summary>
    /// <param name="items">The member with the items.</param>
    /// <param name="member">The member with the next cursor.</param>
    /// <param name="cursor">The query parameter that sends the cursor.</param>
    /// <param name="size">The query parameter with the page size; null without one.</param>
    /// <returns>The style.</returns>
    public static RawPaging Cursor(string items, string member, string cursor, string? size = null) => new(new CursorPaging(Name(member, nameof(member)))
    {
        Items = Name(items, nameof(items)), Cursor = Name(cursor, nameof(cursor)), Size = size,
    });

    /// <summary>The whole list in one response: an array, or an object with the items in a member.</summary>
    /// <param name="items">The member with the items; null (the default) for an array.</param>
    /// <returns>The style.</returns>
    public static RawPaging Single(string? items = null) => new(items is null ? new ArrayPaging() : new KeyedPaging { Items = Name(items, nameof(items)) });

    internal static string Name(string name, string argument) =>
        string.IsNullOrEmpty(name) ? throw new ArgumentException("A name must not be empty.", argument) : name;
}
