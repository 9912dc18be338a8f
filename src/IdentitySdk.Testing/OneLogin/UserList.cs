using System.Text.Json;
using System.Text.Json.Nodes;
using IdentitySdk.Testing.Hosting;
using IdentitySdk.Testing.Seeding;

namespace IdentitySdk.Testing.OneLogin;

/// <summary>GET /api/1/users: the envelope with cursors and links in the body.</summary>
internal sealed class UserList(Tenant tenant)
{
    private readonly UserStore _store = tenant.Users;

    public EmulatorResponse Get(RequestContext received)
    {
        EmulatorResponse? refused = null;
        if ((tenant.Options.Wire == OneLoginWire.Newer ? NewerWire.ToVersion1(received, out refused) : received) is not { } context)
        {
            return refused!;
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

        var size = Math.Min(context.Integer("limit") ?? int.MaxValue, tenant.Options.MaxPageSize);
        var isDescending = sort == "-id" != before is not null;
        var slots = Candidates(context, after ?? before, isDescending).Where(slot => _store.Table.Listing.Exists(slot) && Matches(context, slot));
        var page = SlotPage.Read(slots.Skip(size * (Page(context) - 1)), size);
        return before is null
            ? Render(context, page.Slots, after, hasPrevious: after is not null, hasNext: page.Next is not null)
            : Render(context, [.. page.Slots.Reverse()], after: null, hasPrevious: page.Next is not null, hasNext: true);
    }

    /// <summary>Only the newer wire has page numbers.</summary>
    private int Page(RequestContext context) =>
        tenant.Options.Wire == OneLoginWire.Newer ? Math.Clamp(context.Integer("page") ?? 1, 1, 1_000_000) : 1;

    private IEnumerable<int> Candidates(RequestContext context, long? from, bool isDescending)
    {
        if (UserQuery.Exact(context) is { } key)
        {
            var slot = key.Key is { } unique ? _store.Table.Find(unique) : _store.Find(key.Id!);
            return slot is { } found && (from is null || (isDescending ? UserStore.IdOf(found) < from : UserStore.IdOf(found) > from)) ? [found] : [];
        }

        return isDescending
            ? SlotPage.Descending(Math.Min(from is { } upper ? UserStore.SlotAfter(upper - 1) : int.MaxValue, _store.Table.Listing.End) - 1)
            : SlotPage.Ascending(from is { } lower ? UserStore.SlotAfter(lower) : 0, _store.Table.Listing.End);
    }

    private bool Matches(RequestContext context, int slot)
    {
        if (!UserQuery.HasFilters(context))
        {
            return true;
        }

        using var user = _store.Table.Listing.Read(slot);
        return UserQuery.Matches(context, user.RootElement, tenant);
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
                _store.Table.Listing.Write(writer, slot);
                continue;
            }

            using var document = _store.Table.Listing.Read(slot);
            var user = JsonObject.Create(document.RootElement)!;
            var row = new JsonObject { ["id"] = user["id"]!.DeepClone() };
            foreach (var name in wanted.Where(user.ContainsKey))
            {
                row[name] = user[name]?.DeepClone();
            }

            row.WriteTo(writer);
        }
    }
}
