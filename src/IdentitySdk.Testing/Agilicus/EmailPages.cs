using System.Text.Json;
using IdentitySdk.Testing.Hosting;

namespace IdentitySdk.Testing.Agilicus;

/// <summary>Pages by email address. A cursor names the first address of the page it leads to.</summary>
internal static class EmailPages
{
    public static bool IsDescending(RequestContext context) => context.Query("search_direction") == "backwards";

    /// <summary>A page. A request without a cursor, not even an empty one, does not page: its response has no cursors.</summary>
    /// <param name="context">The request.</param>
    /// <param name="size">The page size.</param>
    /// <param name="cursor">The requested cursor; null when the request has none.</param>
    /// <param name="first">The address of the first row; empty when there is none.</param>
    /// <param name="beyond">The address of the first row beyond the page; empty when there is none.</param>
    /// <param name="key">The member of the rows.</param>
    /// <param name="writeRows">Writes the rows.</param>
    public static EmulatorResponse Render(
        RequestContext context, int size, string? cursor, string first, string beyond, string key, Action<Utf8JsonWriter> writeRows)
    {
        var (kind, isDescending, isFirstPage) = (context.Fault?.Kind, IsDescending(context), string.IsNullOrEmpty(cursor));
        var next = kind switch
        {
            FaultKind.EmptyMiddlePage or FaultKind.DuplicatePage when first.Length > 0 => Variant(first, cursor),
            FaultKind.CursorLoop => isFirstPage ? first : cursor,
            _ => isDescending ? cursor : beyond,
        };
        return EmulatorResponse.Json(200, writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray(key);
            if (kind != FaultKind.EmptyMiddlePage)
            {
                writeRows(writer);
            }

            writer.WriteEndArray();
            writer.WriteNumber("limit", size);
            if (cursor is not null)
            {
                writer.WriteString("previous_page_email", (isDescending ? beyond.Length == 0 : isFirstPage) ? "" : first);
                writer.WriteString("next_page_email", next);
            }

            writer.WriteEndObject();
        });
    }

    /// <summary>A different cursor for the same page: a prefix sorts just before the address.</summary>
    private static string Variant(string first, string? cursor) =>
        cursor is { Length: > 1 } && cursor.Length < first.Length && first.StartsWith(cursor, StringComparison.Ordinal) ? cursor[..^1] : first[..^1];
}
