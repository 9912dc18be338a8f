using System.Text.Json.Nodes;
using IdentitySdk.Testing.Hosting;
using IdentitySdk.Testing.Json;
using IdentitySdk.Testing.Resources;
using IdentitySdk.Testing.Seeding;

namespace IdentitySdk.Testing.OneLogin;

/// <summary>The state of an account: users, roles, definitions of custom attributes, applications and who has them.</summary>
internal sealed class Tenant(OneLoginEmulatorOptions options)
{
    /// <summary>The owner of what belongs to the account itself.</summary>
    public const string Shared = "";

    public OneLoginEmulatorOptions Options { get; } = options;

    public StateGate Gate { get; } = new(options.TimeProvider);

    public UserStore Users { get; } = new(options, new Seed(options.Oddities));

    /// <summary>The roles that can be assigned.</summary>
    public List<long> Roles { get; } = [.. Seed.AccountRoles];

    /// <summary>Short names of the custom attributes.</summary>
    public List<string> CustomAttributes { get; } = [.. Seed.CustomAttributes];

    /// <summary>Applications of the account; the owner is <see cref="Shared"/>.</summary>
    public ResourceStore Apps { get; } = AppCatalog.Create();

    /// <summary>By user: the ids of applications, with the user's login in them.</summary>
    public ResourceStore AppAssignments { get; } = new(
        app => app["id"]!.ToString(), user => UserStore.SlotOf(user) is { } slot && slot < options.UserCount ? AppCatalog.Seeded(UserStore.IdOf(slot)) : []);

    /// <summary>By user: what no response shows.</summary>
    public ResourceStore Secrets { get; } = new(
        secret => secret["id"]!.ToString(), user => UserStore.SlotOf(user) is { } slot && slot < options.UserCount ? [Seed.Secrets(slot)] : []);

    public string Now => Options.TimeProvider.GetUtcNow().Zulu();

    public Secret Secret(string user) => new(Secrets.Find(user, user) ?? new JsonObject { ["id"] = user });

    public void Save(string user, Secret secret) => Secrets.Put(user, secret.Json);

    /// <summary>Finds the user and shows something of it.</summary>
    public EmulatorResponse Read(RequestContext context, Func<JsonObject, EmulatorResponse> read) =>
        Users.Find(context.PathValue("user_id")) is { } slot ? read(Users.Table.Load(slot)) : Errors.UserNotFound(context.PathValue("user_id"));

    /// <summary>Finds the user, lets the operation refuse or change it, and saves the change.</summary>
    public EmulatorResponse Change(RequestContext context, Func<JsonObject, EmulatorResponse?> change, Func<JsonObject, EmulatorResponse>? success = null)
    {
        if (Users.Find(context.PathValue("user_id")) is not { } slot)
        {
            return Errors.UserNotFound(context.PathValue("user_id"));
        }

        var user = Users.Table.Load(slot);
        if (change(user) is { } error)
        {
            return error;
        }

        user["updated_at"] = Now;
        Users.Table.Save(slot, user);
        return success?.Invoke(user) ?? Envelope.Success();
    }

    /// <summary>Removes a user and everything that belongs to it.</summary>
    public void Remove(int slot)
    {
        var user = UserStore.IdOf(slot).ToString(System.Globalization.CultureInfo.InvariantCulture);
        Users.Table.Remove(slot);
        AppAssignments.Remove(user, _ => true);
        Secrets.Remove(user, _ => true);
    }
}
