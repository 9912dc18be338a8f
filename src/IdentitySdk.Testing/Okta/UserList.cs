using System.Text.Json;
using IdentitySdk.Testing.Hosting;
using IdentitySdk.Testing.Seeding;

namespace IdentitySdk.Testing.Okta;

/// <summary>GET /api/v1/users: pages linked by <c>Link</c> headers; q, filter and search.</summary>
internal sealed class UserList(UserStore store, int maxPageSize)
{
    private const int QuickSearchPageSize = 10;
    private static readonly string[] s_quickSearchFields = ["firstName", "lastName", "email"];

    public EmulatorResponse Get(RequestContext context)
    {
        if (!context.TryQuery("limit", out var limit) || limit < 1)
        {
            return Errors.Validation("limit", "limit: Must be a positive integer");
        }

        if (!Cursor.TryParse(context.Query("after"), out var cursor))
        {
            return Errors.Validation("after", "after: Not a cursor of this list");
        }

        var quickSearch = context.Query("q");
        var (filter, error) = ReadFilter(context);
        if (error is not null)
        {
            return Errors.InvalidSearch(error);
        }

        var size = Math.Min(limit ?? (quickSearch is null ? maxPageSize : QuickSearchPageSize), maxPageSize);
        var page = SlotPage.Read(Candidates(context, filter, cursor.Slot), size, slot => store.Table.Exists(slot) && Matches(slot, quickSearch, filter));
        return quickSearch is null ? Linked(context, page, cursor) : Rows(page.Slots);
    }

    /// <summary>Variants of a cursor lead to the same page, but no two are equal.</summary>
    private EmulatorResponse Linked(RequestContext context, SlotPage page, Cursor cursor)
    {
        var isEmpty = context.Fault?.Kind == FaultKind.EmptyMiddlePage;
        var next = context.Fault?.Kind switch
        {
            FaultKind.EmptyMiddlePage or FaultKind.DuplicatePage => cursor with { Variant = cursor.Variant + 1 },
            FaultKind.CursorLoop => cursor,
            _ => page.Next is { } slot ? new Cursor(slot, 0) : (Cursor?)null,
        };
        var host = context.Fault?.Target?.GetLeftPart(UriPartial.Authority) ?? context.Origin;
        var response = Rows(isEmpty ? [] : page.Slots).With("Link", $"<{context.Origin}{context.Request.Path}{context.Request.Query}>; rel=\"self\"");
        return next is { } after ? response.With("Link", $"<{host}{context.Request.Path}?{NextQuery(context, after)}>; rel=\"next\"") : response;
    }

    private static string NextQuery(RequestContext context, Cursor after)
    {
        var query = context.QueryNames
            .Where(name => name != "after")
            .SelectMany(name => context.QueryAll(name).Select(value => $"{Uri.EscapeDataString(name)}={Uri.EscapeDataString(value)}"));
        return string.Join('&', query.Prepend($"after={after}"));
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

    /// <summary>An id or login is looked up; a sorted search sorts all users; everything else is in order of creation.</summary>
    private IEnumerable<int> Candidates(RequestContext context, Filter? filter, int from)
    {
        if (filter?.UserKey is { } key)
        {
            return store.Find(key) is { } slot && slot >= from ? [slot] : [];
        }

        if (context.Query("sortBy") is not { } sortBy)
        {
            return SlotPage.Ascending(from, store.Table.End);
        }

        var sorted = SlotPage.Ascending(0, store.Table.End)
            .Where(store.Table.Exists)
            .OrderBy(slot => Value(slot, sortBy), StringComparer.OrdinalIgnoreCase)
            .ThenBy(slot => slot)
            .ToList();
        if (string.Equals(context.Query("sortOrder"), "desc", StringComparison.OrdinalIgnoreCase))
        {
            sorted.Reverse();
        }

        return from == 0 ? sorted : sorted.SkipWhile(slot => slot != from);
    }

    private string? Value(int slot, string path)
    {
        using var user = store.Table.Read(slot);
        return Filter.Resolve(user.RootElement, path)?.ToString();
    }

    private bool Matches(int slot, string? quickSearch, Filter? filter)
    {
        if (quickSearch is null && filter is null && store.Table.IsUntouched(slot))
        {
            return true;
        }

        using var user = store.Table.Read(slot);
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

    private EmulatorResponse Rows(IReadOnlyList<int> slots) => EmulatorResponse.Json(200, writer =>
    {
        writer.WriteStartArray();
        foreach (var slot in slots)
        {
            store.Table.Write(writer, slot);
        }

        writer.WriteEndArray();
    });
}
