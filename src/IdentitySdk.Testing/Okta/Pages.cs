using System.Text.Json.Nodes;
using IdentitySdk.Testing.Hosting;

namespace IdentitySdk.Testing.Okta;

/// <summary>Renders lists: an array, and the next page in a <c>Link</c> header if the list is paged.</summary>
internal static class Pages
{
    private const int DefaultSize = 20;
    private const int MaxSize = 200;

    /// <summary>A list without pages.</summary>
    public static EmulatorResponse All(IEnumerable<JsonObject> items) => EmulatorResponse.Json(200, new JsonArray([.. items]));

    public static EmulatorResponse Of(RequestContext context, IReadOnlyList<JsonObject> items)
    {
        if (!Cursor.TryParse(context.Query("after"), out var cursor))
        {
            return Errors.InvalidCursor();
        }

        var size = Math.Min(context.Integer("limit") ?? DefaultSize, MaxSize);
        var page = items.Skip(cursor.Slot).Take(size).ToList();
        var next = cursor.Slot + page.Count;
        return Linked(context, cursor, next < items.Count ? next : null, isEmpty => All(isEmpty ? [] : page));
    }

    /// <summary>A page with links to itself and to the next page.</summary>
    public static EmulatorResponse Linked(RequestContext context, Cursor cursor, int? nextSlot, Func<bool, EmulatorResponse> render)
    {
        var next = context.Fault?.Kind switch
        {
            FaultKind.EmptyMiddlePage or FaultKind.DuplicatePage => cursor with { Variant = cursor.Variant + 1 },
            FaultKind.CursorLoop => cursor,
            _ => nextSlot is { } slot ? new Cursor(slot, 0) : (Cursor?)null,
        };
        var host = context.Fault?.Target?.GetLeftPart(UriPartial.Authority) ?? context.Origin;
        var response = render(context.Fault?.Kind == FaultKind.EmptyMiddlePage)
            .With("Link", $"<{context.Origin}{context.Request.Path}{context.Request.Query}>; rel=\"self\"");
        return next is { } after ? response.With("Link", $"<{host}{context.Request.Path}?{NextQuery(context, after)}>; rel=\"next\"") : response;
    }

    private static string NextQuery(RequestContext context, Cursor after)
    {
        var query = context.QueryNames
            .Where(name => name != "after")
            .SelectMany(name => context.QueryAll(name).Select(value => $"{Uri.EscapeDataString(name)}={Uri.EscapeDataString(value)}"));
        return string.Join('&', query.Prepend($"after={after}"));
    }
}
