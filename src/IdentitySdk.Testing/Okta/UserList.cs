using System.Text.Json;
using IdentitySdk.Testing.Hosting;
using IdentitySdk.Testing.Seeding;

namespace IdentitySdk.Testing.Okta;

/// <summary>GET /api/v1/users: pages linked by <c>Link</c> headers; q, filter and search.</summary>
internal sealed class UserList(UserStore store, int maxPageSize)
{
    private const int QuickSearchPageSize = 10;
    private static readonly string[] QuickSearchFields = ["firstName", "lastName", "email"];

    public Reply Get(Call call)
    {
        if (!call.TryQuery("limit", out var limit) || limit < 1)
        {
            return Errors.Validation("limit", "limit: Must be a positive integer");
        }

        if (!Cursor.TryParse(call.Query("after"), out var cursor))
        {
            return Errors.Validation("after", "after: Not a cursor of this list");
        }

        var quickSearch = call.Query("q");
        var (filter, error) = ReadFilter(call);
        if (error is not null)
        {
            return Errors.InvalidSearch(error);
        }

        var size = Math.Min(limit ?? (quickSearch is null ? maxPageSize : QuickSearchPageSize), maxPageSize);
        var page = SlotPage.Read(Candidates(call, filter, cursor.Slot), size, slot => store.Table.Exists(slot) && Matches(slot, quickSearch, filter));
        return quickSearch is null ? Linked(call, page, cursor) : Rows(page.Slots);
    }

    /// <summary>Following variants of a cursor leads to the same page, but no two are spelled the same.</summary>
    private Reply Linked(Call call, SlotPage page, Cursor cursor)
    {
        var isEmpty = call.Fault?.Kind == FaultKind.EmptyMiddlePage;
        var next = call.Fault?.Kind switch
        {
            FaultKind.EmptyMiddlePage or FaultKind.DuplicatePage => cursor with { Variant = cursor.Variant + 1 },
            FaultKind.CursorLoop => cursor,
            _ => page.Next is { } slot ? new Cursor(slot, 0) : (Cursor?)null,
        };
        var host = call.Fault?.Target?.GetLeftPart(UriPartial.Authority) ?? call.Origin;
        var reply = Rows(isEmpty ? [] : page.Slots).With("Link", $"<{call.Origin}{call.Request.Path}{call.Request.Query}>; rel=\"self\"");
        return next is { } after ? reply.With("Link", $"<{host}{call.Request.Path}?{NextQuery(call, after)}>; rel=\"next\"") : reply;
    }

    private static string NextQuery(Call call, Cursor after)
    {
        var kept = call.QueryNames
            .Where(name => name != "after")
            .SelectMany(name => call.QueryAll(name).Select(value => $"{Uri.EscapeDataString(name)}={Uri.EscapeDataString(value)}"));
        return string.Join('&', kept.Prepend($"after={after}"));
    }

    private static (Filter? Filter, string? Error) ReadFilter(Call call)
    {
        string? text;
        try
        {
            if ((text = call.Query("search")) is not null)
            {
                return (new FilterParser(text, FilterDialect.Search).Parse(), null);
            }

            if (call.Query("sortBy") is not null || call.Query("sortOrder") is not null)
            {
                return (null, "sortBy and sortOrder need search.");
            }

            return (text = call.Query("filter")) is null ? (null, null) : (new FilterParser(text, FilterDialect.Filter).Parse(), null);
        }
        catch (FormatException exception)
        {
            return (null, exception.Message);
        }
    }

    /// <summary>An id or a login is looked up; a sorted search puts everything in order; the rest goes by creation.</summary>
    private IEnumerable<int> Candidates(Call call, Filter? filter, int from)
    {
        if (filter?.UserKey is { } key)
        {
            return store.Find(key) is { } slot && slot >= from ? [slot] : [];
        }

        if (call.Query("sortBy") is not { } sortBy)
        {
            return SlotPage.Up(from, store.Table.End);
        }

        var sorted = SlotPage.Up(0, store.Table.End)
            .Where(store.Table.Exists)
            .OrderBy(slot => Value(slot, sortBy), StringComparer.OrdinalIgnoreCase)
            .ThenBy(slot => slot)
            .ToList();
        if (string.Equals(call.Query("sortOrder"), "desc", StringComparison.OrdinalIgnoreCase))
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
        return QuickSearchFields.Any(name =>
            profile.TryGetProperty(name, out var value) && value.ToString().StartsWith(text, StringComparison.OrdinalIgnoreCase));
    }

    private Reply Rows(IReadOnlyList<int> slots) => Reply.Json(200, writer =>
    {
        writer.WriteStartArray();
        foreach (var slot in slots)
        {
            store.Table.Write(writer, slot);
        }

        writer.WriteEndArray();
    });
}
