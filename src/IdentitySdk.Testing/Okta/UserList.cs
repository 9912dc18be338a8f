using System.Text.Json;
using IdentitySdk.Testing.Hosting;
using IdentitySdk.Testing.Seeding;

namespace IdentitySdk.Testing.Okta;

/// <summary>GET /api/v1/users: pages linked by <c>Link</c> headers; q, filter and search.</summary>
internal sealed class UserList(Tenant tenant)
{
    private const int QuickSearchPageSize = 10;
    private static readonly string[] s_quickSearchFields = ["firstName", "lastName", "email"];

    public EmulatorResponse Get(RequestContext context)
    {
        if (!Cursor.TryParse(context.Query("after"), out var cursor))
        {
            return Errors.InvalidCursor();
        }

        var quickSearch = context.Query("q");
        var (filter, error) = ReadFilter(context);
        if (error is not null)
        {
            return Errors.InvalidSearch(error);
        }

        var most = tenant.Options.MaxPageSize;
        var size = Math.Min(context.Integer("limit") ?? (quickSearch is null ? most : QuickSearchPageSize), most);
        // Only search uses an index that lags behind writes.
        var view = context.Query("search") is null ? tenant.Users.Table.Current : tenant.Users.Table.Listing;
        var slots = Candidates(context, view, filter, cursor.Slot).Where(slot => view.Exists(slot) && Matches(view, slot, quickSearch, filter));
        var page = SlotPage.Read(slots, size);
        return quickSearch is null
            ? Pages.Linked(context, cursor, page.Next, isEmpty => Rows(view, isEmpty ? [] : page.Slots))
            : Rows(view, page.Slots);
    }

    private static (Filter? Filter, string? Error) ReadFilter(RequestContext context)
    {
        string? text;
        try
        {
            if ((text = context.Query("search")) is not null)
            {
                return (new FilterParser(text, FilterDialect.Search).Parse(), null);
            }

            if (context.Query("sortBy") is not null || context.Query("sortOrder") is not null)
            {
                return (null, "sortBy and sortOrder need search.");
            }

            return (text = context.Query("filter")) is null ? (null, null) : (new FilterParser(text, FilterDialect.Filter).Parse(), null);
        }
        catch (FormatException exception)
        {
            return (null, exception.Message);
        }
    }

    /// <summary>The user with the id or login, or all users: sorted, or in order of creation.</summary>
    private IEnumerable<int> Candidates(RequestContext context, UserListing view, Filter? filter, int from)
    {
        if (filter?.UserKey is { } key)
        {
            return tenant.Users.Find(key) is { } slot && slot >= from ? [slot] : [];
        }

        if (context.Query("sortBy") is not { } sortBy)
        {
            return SlotPage.Ascending(from, view.End);
        }

        var sorted = SlotPage.Ascending(0, view.End)
            .Where(view.Exists)
            .OrderBy(slot => Value(view, slot, sortBy), StringComparer.OrdinalIgnoreCase)
            .ThenBy(slot => slot)
            .ToList();
        if (string.Equals(context.Query("sortOrder"), "desc", StringComparison.OrdinalIgnoreCase))
        {
            sorted.Reverse();
        }

        return from == 0 ? sorted : sorted.SkipWhile(slot => slot != from);
    }

    private static string? Value(UserListing view, int slot, string path)
    {
        using var user = view.Read(slot);
        return Filter.Resolve(user.RootElement, path)?.ToString();
    }

    private static bool Matches(UserListing view, int slot, string? quickSearch, Filter? filter)
    {
        if (quickSearch is null && filter is null && view.IsUntouched(slot))
        {
            return true;
        }

        using var user = view.Read(slot);
        if (filter is not null)
        {
            return filter.Matches(user.RootElement);
        }

        // Only filter and search show deactivated users.
        return user.RootElement.GetProperty("status").GetString() != "DEPROVISIONED" && (quickSearch is null || StartsWith(user.RootElement, quickSearch));
    }

    private static bool StartsWith(JsonElement user, string text)
    {
        var profile = user.GetProperty("profile");
        return s_quickSearchFields.Any(name =>
            profile.TryGetProperty(name, out var value) && value.ToString().StartsWith(text, StringComparison.OrdinalIgnoreCase));
    }

    private static EmulatorResponse Rows(UserListing view, IReadOnlyList<int> slots) => EmulatorResponse.Json(200, writer =>
    {
        writer.WriteStartArray();
        foreach (var slot in slots)
        {
            view.Write(writer, slot);
        }

        writer.WriteEndArray();
    });
}
