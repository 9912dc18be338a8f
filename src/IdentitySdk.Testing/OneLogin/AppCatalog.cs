using System.Text.Json.Nodes;
using IdentitySdk.Testing.Json;
using IdentitySdk.Testing.Resources;
using IdentitySdk.Testing.Seeding;

namespace IdentitySdk.Testing.OneLogin;

/// <summary>The applications of the account and of seeded users. The login in an application is a string, a number or null, as in recorded responses.</summary>
internal static class AppCatalog
{
    private static readonly (int Id, string Name)[] s_apps = [(388_201, "Mail"), (388_204, "Wiki"), (391_777, "Expenses"), (402_010, "Source control")];

    public static ResourceStore Create()
    {
        var apps = new ResourceStore(app => app["id"]!.ToString());
        apps.Put(s_apps.Select(app => App(app.Id, app.Name, isVisible: true)));
        return apps;
    }

    public static JsonObject App(long id, string name, bool isVisible) => new() { ["id"] = id, ["name"] = name, ["visible"] = isVisible };

    public static IEnumerable<JsonObject> Seeded(long userId)
    {
        var random = BitMixer.Mix((ulong)userId);
        return Enumerable.Range(0, (int)(random % 4)).Select(i => new JsonObject { ["id"] = s_apps[i].Id, ["form"] = (int)((random >> 8) + (ulong)i) % 3 });
    }

    /// <summary>An application in the list of a user.</summary>
    public static JsonObject Show(JsonObject app, JsonObject assignment, string? login)
    {
        var (id, form) = (app["id"].Integer(), assignment["form"].Integer() ?? 0);
        return new()
        {
            ["id"] = id,
            ["name"] = app.Text("name"),
            ["icon"] = $"/images/icons/{id}.png",
            ["login_id"] = form switch { 0 => login, 1 => id * 100, _ => null },
            ["provisioned"] = form == 2 ? null : "unknown",
            ["extension"] = false,
            ["personal"] = false,
        };
    }
}
