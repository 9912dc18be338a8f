using System.Text.Json;
using System.Text.Json.Nodes;
using IdentitySdk.Testing.Hosting;
using IdentitySdk.Testing.Seeding;

namespace IdentitySdk.Testing.Agilicus;

/// <summary>GET /users: pages by email address.</summary>
internal sealed class UserList(Tenant tenant)
{
    private readonly UserStore _store = tenant.Users;

    public EmulatorResponse Get(RequestContext context) => List(context, "users", _store.Table.Listing.Write);

    /// <summary>GET /v1/combined_user_details: users with their MFA methods, in the same pages.</summary>
    public EmulatorResponse GetCombined(RequestContext context) => List(context, "combined_user_details", (writer, slot) => new JsonObject
    {
        ["status"] = new JsonObject
        {
            ["user"] = _store.Table.Load(slot), ["mfa_challenge_methods"] = new JsonArray([.. tenant.ChallengeMethods.Of(UserStore.IdOf(slot))]),
        },
    }.WriteTo(writer));

    private EmulatorResponse List(RequestContext context, string key, Action<Utf8JsonWriter, int> write)
    {
        var (size, cursor, isDescending) = (tenant.PageSize(context), context.Query("previous_email"), EmailPages.IsDescending(context));
        var slots = Candidates(context, cursor ?? "", isDescending).Where(slot => _store.Table.Listing.Exists(slot) && Matches(context, slot));
        var page = SlotPage.Read(slots, size);
        IReadOnlyList<int> rows = isDescending ? [.. page.Slots.Reverse()] : page.Slots;
        return EmailPages.Render(
            context,
            size,
            cursor,
            first: rows.Count > 0 ? _store.EmailOf(rows[0]) : "",
            beyond: page.Next is { } next ? _store.EmailOf(next) : "",
            key,
            writer =>
            {
                foreach (var slot in rows)
                {
                    write(writer, slot);
                }
            });
    }

    private IEnumerable<int> Candidates(RequestContext context, string from, bool isDescending)
    {
        var (email, id) = (context.Query("email"), context.Query("user_id"));
        if (context.Flag("allow_partial_match", defaultValue: false) || (email ?? id) is null)
        {
            return _store.InOrder(from, isDescending);
        }

        return (email is null ? _store.Find(id!) : _store.FindByEmail(email)) is { } slot ? [slot] : [];
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
}
