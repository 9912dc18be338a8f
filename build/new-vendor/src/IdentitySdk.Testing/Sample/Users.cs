using System.Globalization;
using System.Text.Json.Nodes;
using IdentitySdk.Testing.Hosting;
using IdentitySdk.Testing.Seeding;

namespace IdentitySdk.Testing.Sample;

/// <summary>The users: computed from their index, so a million costs no memory.</summary>
internal sealed class Users(SampleEmulatorOptions options)
{
    public static string IdOf(int index) => string.Create(CultureInfo.InvariantCulture, $"user-{index}");

    public EmulatorResponse Get(RequestContext context) =>
        IndexOf(context.PathValue("user_id")) is { } index ? EmulatorResponse.Json(200, User(index)) : Errors.Of(404, "user_not_found", "No such user");

    public EmulatorResponse List(RequestContext context)
    {
        var from = context.Query("cursor") is { Length: > 0 } cursor ? IndexOf(cursor) : 0;
        if (from is null)
        {
            return Errors.Of(400, "invalid_cursor", "No such page");
        }

        var size = context.Integer("limit") ?? options.DefaultPageSize;
        var found = context.Query("email") is { Length: > 0 } email
            ? Enumerable.Range(0, options.UserCount).Where(index => new Person(index).Login == email)
            : Enumerable.Range(0, options.UserCount);
        var rest = found.Skip(from.Value).Take(size + 1).ToList();
        return EmulatorResponse.Json(200, new JsonObject
        {
            ["users"] = new JsonArray([.. rest.Take(size).Select(User)]),
            ["next_cursor"] = rest.Count > size ? IdOf(from.Value + size) : "",
        });
    }

    private static JsonObject User(int index)
    {
        var person = new Person(index);
        return new JsonObject { ["id"] = IdOf(index), ["email"] = person.Login, ["first_name"] = person.FirstName, ["last_name"] = person.LastName };
    }

    private int? IndexOf(string id) =>
        id.StartsWith("user-", StringComparison.Ordinal) && int.TryParse(id.AsSpan(5), NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < options.UserCount
            ? index
            : null;
}
