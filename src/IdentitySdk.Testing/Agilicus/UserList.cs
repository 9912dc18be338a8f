using IdentitySdk.Testing.Hosting;
using IdentitySdk.Testing.Seeding;

namespace IdentitySdk.Testing.Agilicus;

/// <summary>GET /users: pages by e-mail address. The cursor names the first address of the page it leads to.</summary>
internal sealed class UserList(UserStore store, int defaultPageSize)
{
    public EmulatorResponse Get(RequestContext context)
    {
        if (!context.TryQuery("limit", out var limit) || limit is < 1 or > 500)
        {
            return Errors.Of(400, "limit must be an integer from 1 to 500");
        }

        if (UserQuery.Validate(context) is { } error)
        {
            return error;
        }

        var size = limit ?? defaultPageSize;
        var cursor = context.Query("previous_email");
        var isDescending = context.Query("search_direction") == "backwards";
        var page = SlotPage.Read(Candidates(context, cursor ?? "", isDescending), size, slot => store.Table.Exists(slot) && Matches(context, slot));
        if (isDescending)
        {
            page = page with { Slots = [.. page.Slots.Reverse()] };
        }

        return Render(context, page, size, cursor, isDescending);
    }

    private IEnumerable<int> Candidates(RequestContext context, string from, bool isDescending)
    {
        if (context.Query("allow_partial_match") != "true" && context.Query("email") is { } email)
        {
            return store.FindByEmail(email) is { } slot ? [slot] : [];
        }

        if (context.Query("allow_partial_match") != "true" && context.Query("user_id") is { } id)
        {
            return store.Find(id) is { } slot ? [slot] : [];
        }

        return store.InOrder(from, isDescending);
    }

    private bool Matches(RequestContext context, int slot)
    {
        if (!UserQuery.HasFilters(context) && store.Table.IsUntouched(slot))
        {
            return true;
        }

        using var user = store.Table.Read(slot);
        return UserQuery.Matches(context, user.RootElement);
    }

    /// <summary>A request without <c>previous_email</c>, not even an empty one, does not page: the response has no cursors.</summary>
    private EmulatorResponse Render(RequestContext context, SlotPage page, int size, string? cursor, bool isDescending)
    {
        var kind = context.Fault?.Kind;
        var first = page.Slots.Count > 0 ? store.EmailOf(page.Slots[0]) : "";
        IReadOnlyList<int> rows = kind == FaultKind.EmptyMiddlePage ? [] : page.Slots;
        var next = kind switch
        {
            FaultKind.EmptyMiddlePage or FaultKind.DuplicatePage when page.Slots.Count > 0 => Variant(first, cursor),
            FaultKind.CursorLoop => string.IsNullOrEmpty(cursor) ? first : cursor,
            _ => isDescending ? cursor ?? "" : Email(page.Next),
        };
        var previous = isDescending ? (page.Next is null ? "" : first) : string.IsNullOrEmpty(cursor) ? "" : first;
        return EmulatorResponse.Json(200, writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("users");
            foreach (var slot in rows)
            {
                store.Table.Write(writer, slot);
            }

            writer.WriteEndArray();
            writer.WriteNumber("limit", size);
            if (cursor is not null)
            {
                writer.WriteString("previous_page_email", previous);
                writer.WriteString("next_page_email", next);
            }

            writer.WriteEndObject();
        });
    }

    /// <summary>A different cursor for the same page: a prefix sorts just before the address.</summary>
    private static string Variant(string first, string? cursor) =>
        cursor is { Length: > 1 } && cursor.Length < first.Length && first.StartsWith(cursor, StringComparison.Ordinal) ? cursor[..^1] : first[..^1];

    private string Email(int? slot) => slot is { } found ? store.EmailOf(found) : "";
}
