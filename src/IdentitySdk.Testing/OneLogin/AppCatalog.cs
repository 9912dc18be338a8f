using System.Text.Json.Nodes;
using IdentitySdk.Testing.Seeding;

namespace IdentitySdk.Testing.OneLogin;

/// <summary>The apps of a user, computed from the id. The login is a string, a number or null, as in recorded responses.</summary>
internal static class AppCatalog
{
    private static readonly (int Id, string Name)[] s_apps = [(388_201, "Mail"), (388_204, "Wiki"), (391_777, "Expenses"), (402_010, "Source control")];

    public static JsonNode[] Of(long userId, string? login)
    {
        var random = BitMixer.Mix((ulong)userId);
        return [.. Enumerable.Range(0, (int)(random % 4)).Select(i => App(s_apps[i], (int)((random >> 8) + (ulong)i) % 3, login))];
    }

    private static JsonObject App((int Id, string Name) app, int loginForm, string? login) => new()
    {
        ["id"] = app.Id,
        ["name"] = app.Name,
        ["icon"] = $"/images/icons/{app.Id}.png",
        ["login_id"] = loginForm switch { 0 => login, 1 => app.Id * 100L, _ => null },
        ["provisioned"] = loginForm == 2 ? null : "unknown",
        ["extension"] = false,
        ["personal"] = false,
    };
}
