using IdentitySdk.Testing.Hosting;
using IdentitySdk.Testing.Seeding;

namespace IdentitySdk.Testing.Agilicus;

/// <summary>GET /users: pages by e-mail address. The cursor names the first address of the page it leads to.</summary>
internal sealed class UserList(UserStore store, int defaultPageSize)
{
    public Reply Get(Call call)
    {
        if (!call.TryQuery("limit", out var limit) || limit < 1)
        {
            return Errors.Of(400, "limit must be an integer, at least 1");
        }

        if (UserQuery.Refuse(call) is { } refusal)
        {
            return refusal;
        }

        var size = limit ?? defaultPageSize;
        var cursor = call.Query("previous_email");
        var descends = call.Query("search_direction") == "backwards";
        var page = SlotPage.Read(Candidates(call, cursor ?? "", descends), size, slot => store.Table.Exists(slot) && Matches(call, slot));
        if (descends)
        {
            page = page with { Slots = [.. page.Slots.Reverse()] };
        }

        return Render(call, page, size, cursor, descends);
    }

    private IEnumerable<int> Candidates(Call call, string from, bool descends)
    {
        if (call.Query("allow_partial_match") != "true" && call.Query("email") is { } email)
        {
            return store.FindByEmail(email) is { } slot ? [slot] : [];
        }

        if (call.Query("allow_partial_match") != "true" && call.Query("user_id") is { } id)
        {
            return store.Find(id) is { } slot ? [slot] : [];
        }

        return store.InOrder(from, descends);
    }

    private bool Matches(Call call, int slot)
    {
        if (!UserQuery.HasFilters(call) && store.Table.IsUntouched(slot))
        {
            return true;
        }

        using var user = store.Table.Read(slot);
        return UserQuery.Matches(call, user.RootElement);
    }

    /// <summary>Without previous_email, not even an empty one, nobody asked for paging and the cursors stay away.</summary>
    private Reply Render(Call call, SlotPage page, int size, string? cursor, bool descends)
    {
        var kind = call.Fault?.Kind;
        var first = page.Slots.Count > 0 ? store.EmailOf(page.Slots[0]) : "";
        IReadOnlyList<int> rows = kind == FaultKind.EmptyMiddlePage ? [] : page.Slots;
        var next = kind switch
        {
            FaultKind.EmptyMiddlePage or FaultKind.DuplicatePage when page.Slots.Count > 0 => Variant(first, cursor),
            FaultKind.CursorLoop => string.IsNullOrEmpty(cursor) ? first : cursor,
            _ => descends ? cursor ?? "" : Email(page.Next),
        };
        var previous = descends ? (page.Next is null ? "" : first) : string.IsNullOrEmpty(cursor) ? "" : first;
        return Reply.Json(200, writer =>
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

    /// <summary>A prefix sorts just before the address and so leads to it; each time another one.</summary>
    private static string Variant(string first, string? cursor) =>
        cursor is { Length: > 1 } && cursor.Length < first.Length && first.StartsWith(cursor, StringComparison.Ordinal) ? cursor[..^1] : first[..^1];

    private string Email(int? slot) => slot is { } found ? store.EmailOf(found) : "";
}
