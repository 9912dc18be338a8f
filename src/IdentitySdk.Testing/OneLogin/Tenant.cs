using System.Text.Json.Nodes;
using IdentitySdk.Testing.Hosting;
using IdentitySdk.Testing.Json;
using IdentitySdk.Testing.Resources;
using IdentitySdk.Testing.Seeding;

namespace IdentitySdk.Testing.OneLogin;

/// <summary>The state of an account: users, roles, definitions of custom attributes, applications and their assignments.</summary>
internal sealed class Tenant(OneLoginEmulatorOptions options)
{
    public OneLoginEmulatorOptions Options { get; } = options;

    public StateGate Gate { get; } = new(options.TimeProvider);

    public UserStore Users { get; } = new(options, new Seed(options.Oddities));

    /// <summary>The roles that can be assigned.</summary>
    public List<long> Roles { get; } = [.. Seed.AccountRoles];

    /// <summary>Short names of the custom attributes.</summary>
    public List<string> CustomAttributes { get; } = [.. Seed.CustomAttributes];

    /// <summary>Applications of the account.</summary>
    public ResourceStore Apps { get; } = AppCatalog.Create();

    /// <summary>By user: the ids of applications, with the user's login.</summary>
    public ResourceStore AppAssignments { get; } = new(
        app => app["id"]!.ToString(), user => UserStore.SlotOf(user) is { } slot && slot < options.UserCount ? AppCatalog.Seeded(UserStore.IdOf(slot)) : []);

    public SecretStore Secrets { get; } = new(user => UserStore.SlotOf(user) is { } slot && slot < options.UserCount ? Seed.SecretOf(slot) : null);

    public string Now => Options.TimeProvider.GetUtcNow().ToUtcText();

    /// <summary>Finds the user of the path.</summary>
    public EmulatorResponse WithUser(RequestContext context, Func<string, JsonObject, EmulatorResponse> act)
    {
        var id = context.PathValue("user_id");
        return Users.Get(id) is { } user ? act(user["id"]!.ToString(), user) : Errors.UserNotFound(id);
    }

    /// <summary>Saves a change of a user.</summary>
    public EmulatorResponse Save(JsonObject user)
    {
        user["updated_at"] = Now;
        Users.Save(user);
        return Envelope.Success();
    }

    /// <summary>Removes a user and everything that belongs to it.</summary>
    public EmulatorResponse Remove(string user)
    {
        Users.Table.Remove(Users.Find(user)!.Value);
        AppAssignments.Remove(user, _ => true);
        Secrets.Remove(user);
        return Envelope.Success();
    }
}
