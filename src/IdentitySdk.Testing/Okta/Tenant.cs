using System.Text.Json.Nodes;
using IdentitySdk.Testing.Hosting;
using IdentitySdk.Testing.Json;
using IdentitySdk.Testing.Resources;
using IdentitySdk.Testing.Schemas;
using IdentitySdk.Testing.Seeding;

namespace IdentitySdk.Testing.Okta;

/// <summary>The state of an organization: users and other resources, and their assignments.</summary>
internal sealed class Tenant
{
    private readonly IdSequence _roleIds = new("irb", "k9Q5d7");

    public Tenant(OktaEmulatorOptions options, ApiSchema api)
    {
        Options = options;
        Gate = new(options.TimeProvider);
        Seed = new Seed(options.Oddities);
        Users = new UserStore(options, Seed);
        Schema = new UserSchema(api);
        Groups = new(Id);
        Apps = new(Id);
        IdentityProviders = new(Id);
        Secrets = new(user => SeededSlot(user) is { } slot ? Seed.SecretOf(slot) : null);
        Memberships = new(Id, user => UserStore.Slot(user) is { } slot ? Seed.Groups(slot, Users.Table.IsSeeded(slot)) : []);
        AppAssignments = new(Id, Seed.AppsOf);
        ProviderLinks = new(Id, user => SeededSlot(user) is { } slot ? Seed.ProvidersOf(slot) : []);
        Roles = new(Id);
        Grants = new(Id, user => SeededSlot(user) is { } slot ? Consents.SeededGrants(slot, Origin) : []);
        RefreshTokens = new(Id, user => SeededSlot(user) is { } slot ? Consents.SeededTokens(slot, Origin) : []);
        Clients = new(client => client["client_id"]!.ToString());
        Links = new(Id);
        Groups.Put(Seed.AllGroups());
        IdentityProviders.Put(Seed.IdentityProvider());
        Apps.Put(Seed.AllApps());
        Clients.Put(Consents.SeededClients());
    }

    public OktaEmulatorOptions Options { get; }

    public StateGate Gate { get; }

    public Seed Seed { get; }

    public UserStore Users { get; }

    public UserSchema Schema { get; }

    /// <summary>Groups, apps, identity providers and clients of the organization.</summary>
    public ResourceStore Groups { get; }

    public ResourceStore Apps { get; }

    public ResourceStore IdentityProviders { get; }

    public ResourceStore Clients { get; }

    public SecretStore Secrets { get; }

    /// <summary>By user: the ids of groups, apps and identity providers.</summary>
    public ResourceStore Memberships { get; }

    public ResourceStore AppAssignments { get; }

    public ResourceStore ProviderLinks { get; }

    /// <summary>By user: role assignments with their targets.</summary>
    public ResourceStore Roles { get; }

    public ResourceStore Grants { get; }

    public ResourceStore RefreshTokens { get; }

    /// <summary>By associated user: the primary user of each relationship.</summary>
    public ResourceStore Links { get; }

    /// <summary>The names of both sides of each relationship.</summary>
    public List<(string Primary, string Associated)> Relationships { get; } = [("manager", "subordinate")];

    public string Origin
    {
        get => Seed.Origin;
        set => Seed.Origin = value;
    }

    public string Now => Options.TimeProvider.GetUtcNow().ToUtcText();

    public string NextRoleId() => _roleIds.Next();

    /// <summary>Finds the user of the path.</summary>
    public EmulatorResponse WithUser(RequestContext context, Func<string, JsonObject, EmulatorResponse> act)
    {
        var idOrLogin = context.PathValue("userId");
        return Users.Get(idOrLogin) is { } user ? act(user["id"]!.ToString(), user) : NotFound(idOrLogin);
    }

    /// <summary>Removes a user and everything that refers to it.</summary>
    public void Remove(string user)
    {
        Users.Table.Remove(UserStore.Slot(user)!.Value);
        Secrets.Remove(user);
        foreach (var store in new[] { Memberships, AppAssignments, ProviderLinks, Roles, Grants, RefreshTokens, Links })
        {
            store.Remove(user, _ => true);
        }

        foreach (var associated in Links.Owners.ToList())
        {
            Links.Remove(associated, link => link.Text("user") == user);
        }
    }

    /// <summary>The vendor treats a slash in a login as a path separator, even when it is escaped.</summary>
    public static EmulatorResponse NotFound(string user) => user.Contains('/') ? Errors.MethodNotSupported() : Errors.NotFound(user, "User");

    private int? SeededSlot(string user) => UserStore.Slot(user) is { } slot && Users.Table.IsSeeded(slot) ? slot : null;

    private static string Id(JsonObject value) => value["id"]!.ToString();
}
