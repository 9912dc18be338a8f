using System.Text.Json;
using System.Text.Json.Nodes;
using IdentitySdk.Testing.Hosting;
using IdentitySdk.Testing.Seeding;

namespace IdentitySdk.Testing.OneLogin;

/// <summary>GET /api/1/users: the envelope with cursors and links in the body.</summary>
internal sealed class UserList(UserStore store, int maxPageSize)
{
    public EmulatorResponse Get(RequestContext context)
    {
        if (!context.TryQuery("limit", out var limit) || limit < 1)
        {
            return Errors.Field("limit", "limit should be a positive integer");
        }

        if (!Cursor.TryParse(context.Query("after_cursor"), out var after) || !Cursor.TryParse(context.Query("before_cursor"), out var before))
        {
            return Errors.Of(400, "Invalid pagination cursor");
        }

        // A raw plus sign in a query is a space.
        var sort = context.Query("sort")?.Trim() ?? "+id";
        if (sort is not ("+id" or "id" or "-id"))
        {
            return Errors.Of(400, $"Invalid sort field: {sort}");
        }

        if (UserQuery.Validate(context) is { } error)
        {
            return error;
        }

        var size = Math.Min(limit ?? maxPageSize, maxPageSize);
        var isDescending = sort == "-id" != before is not null;
        var page = SlotPage.Read(Candidates(context, after ?? before, isDescending), size, slot => store.Table.Exists(slot) && Matches(context, slot));
        return before is null
            ? Render(context, page.Slots, after, hasPrevious: after is not null, hasNext: page.Next is not null)
            : Render(context, [.. page.Slots.Reverse()], after: null, hasPrevious: page.Next is not null, hasNext: true);
    }

    private IEnumerable<int> Candidates(RequestContext context, long? from, bool isDescending)
    {
        if (UserQuery.Exact(context) is { } key)
        {
            var slot = key.Key is { } unique ? store.Table.Find(unique) : store.Find(key.Id!);
            return slot is { } found && (from is null || (isDescending ? UserStore.IdOf(found) < from : UserStore.IdOf(found) > from)) ? [found] : [];
        }

        return isDescending
            ? SlotPage.Descending(from is { } upper ? UserStore.SlotAfter(upper - 1) - 1 : store.Table.End - 1)
            : SlotPage.Ascending(from is { } lower ? UserStore.SlotAfter(lower) : 0, store.Table.End);
    }

    private bool Matches(RequestContext context, int slot)
    {
        if (!UserQuery.HasFilters(context))
        {
            return true;
        }

        using var user = store.Table.Read(slot);
        return UserQuery.Matches(context, user.RootElement);
    }

    private EmulatorResponse Render(RequestContext context, IReadOnlyList<int> slots, long? after, bool hasPrevious, bool hasNext)
    {
        var kind = context.Fault?.Kind;
        var next = kind switch
        {
            // Any id in the gap below the first row leads to that row.
            FaultKind.EmptyMiddlePage or FaultKind.DuplicatePage when slots.Count > 0 => Cursor.Of(Variant(slots[0], after)),
            FaultKind.CursorLoop => context.Query("after_cursor") is { Length: > 0 } same ? same : Cursor.Of(0),
            _ => !hasNext || slots.Count == 0 ? null : Cursor.Of(UserStore.IdOf(slots[^1])),
        };
        var previous = !hasPrevious || slots.Count == 0 ? null : Cursor.Of(UserStore.IdOf(slots[0]));
        IReadOnlyList<int> rows = kind == FaultKind.EmptyMiddlePage ? [] : slots;
        return EmulatorResponse.Json(200, writer =>
        {
            writer.WriteStartObject();
            writer.WritePropertyName("status");
            Errors.Status(200, "Success").WriteTo(writer);
            writer.WriteStartObject("pagination");
            writer.WriteString("before_cursor", previous);
            writer.WriteString("after_cursor", next);
            writer.WriteString("previous_link", Link(context, "before_cursor", previous, foreign: null));
            writer.WriteString("next_link", Link(context, "after_cursor", next, context.Fault?.Target));
            writer.WriteEndObject();
            writer.WriteStartArray("data");
            WriteRows(writer, rows, context.Query("fields"));
            writer.WriteEndArray();
            writer.WriteEndObject();
        }).With("Link", "");
    }

    private static long Variant(int slot, long? after)
    {
        var lowest = UserStore.IdOf(slot) - UserStore.Gap;
        return after is { } used && used > lowest && used < lowest + UserStore.Gap - 1 ? used + 1 : lowest + 1;
    }

    private static string? Link(RequestContext context, string name, string? cursor, Uri? foreign) => cursor is null
        ? null
        : $"{foreign?.GetLeftPart(UriPartial.Authority) ?? context.Origin}{context.Request.Path}?{name}={Uri.EscapeDataString(cursor)}";

    private void WriteRows(Utf8JsonWriter writer, IReadOnlyList<int> slots, string? fields)
    {
        var wanted = fields?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        foreach (var slot in slots)
        {
            if (wanted is null)
            {
                store.Table.Write(writer, slot);
                continue;
            }

            var user = store.Table.Load(slot);
            var row = new JsonObject { ["id"] = user["id"]!.DeepClone() };
            foreach (var name in wanted.Where(user.ContainsKey))
            {
                row[name] = user[name]?.DeepClone();
            }

            row.WriteTo(writer);
        }
    }
}
