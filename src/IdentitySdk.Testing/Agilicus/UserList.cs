using System.Text.Json;
using System.Text.Json.Nodes;
using IdentitySdk.Testing.Hosting;
using IdentitySdk.Testing.Seeding;

namespace IdentitySdk.Testing.Agilicus;

/// <summary>GET /users: pages by e-mail address. The cursor names the first address of the page it leads to.</summary>
internal sealed class UserList(Tenant tenant)
{
    private readonly UserStore _store = tenant.Users;

    public EmulatorResponse Get(RequestContext context) => List(context, "users", _store.Table.Listing.Write);

    /// <summary>Users with their MFA methods, by the same paging.</summary>
    public EmulatorResponse GetCombined(RequestContext context) => List(context, "combined_user_details", (writer, slot) => new JsonObject
    {
        ["status"] = new JsonObject
        {
            ["user"] = _store.Table.Load(slot), ["mfa_challenge_methods"] = new JsonArray([.. tenant.ChallengeMethods.Of(UserStore.IdOf(slot))]),
        },
    }.WriteTo(writer));

    private EmulatorResponse List(RequestContext context, string key, Action<Utf8JsonWriter, int> write)
    {
        context.TryQuery("limit", out var limit);
        var size = limit ?? tenant.Options.DefaultPageSize;
        var cursor = context.Query("previous_email");
        var isDescending = context.Query("search_direction") == "backwards";
        var page = SlotPage.Read(Candidates(context, cursor ?? "", isDescending), size, slot => _store.Table.Listing.Exists(slot) && Matches(context, slot));
        if (isDescending)
        {
            page = page with { Slots = [.. page.Slots.Reverse()] };
        }

        return Render(context, page, size, cursor, isDescending, key, write);
    }

    private IEnumerable<int> Candidates(RequestContext context, string from, bool isDescending)
    {
        if (!context.Flag("allow_partial_match", otherwise: false) && context.Query("email") is { } email)
        {
            return _store.FindByEmail(email) is { } slot ? [slot] : [];
        }

        if (!context.Flag("allow_partial_match", otherwise: false) && context.Query("user_id") is { } id)
        {
            return _store.Find(id) is { } slot ? [slot] : [];
        }

        return _store.InOrder(from, isDescending);
    }

    private bool Matches(RequestContext context, int slot)
    {
        if (!UserQuery.HasFilters(context) && _store.Table.Listing.IsUntouched(slot))
        {
            return true;
        }

        using var user = _store.Table.Listing.Read(slot);
        return UserQuery.Matches(context, user.RootElement, tenant);
    }

    /// <summary>A request without <c>previous_email</c>, not even an empty one, does not page: the response has no cursors.</summary>
    private EmulatorResponse Render(
        RequestContext context, SlotPage page, int size, string? cursor, bool isDescending, string key, Action<Utf8JsonWriter, int> write)
    {
        var kind = context.Fault?.Kind;
        var first = page.Slots.Count > 0 ? _store.EmailOf(page.Slots[0]) : "";
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
            writer.WriteStartArray(key);
            foreach (var slot in rows)
            {
                write(writer, slot);
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
    public static string Variant(string first, string? cursor) =>
        cursor is { Length: > 1 } && cursor.Length < first.Length && first.StartsWith(cursor, StringComparison.Ordinal) ? cursor[..^1] : first[..^1];

    private string Email(int? slot) => slot is { } found ? _store.EmailOf(found) : "";
}
