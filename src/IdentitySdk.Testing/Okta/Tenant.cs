using System.Text.Json.Nodes;
using IdentitySdk.Testing.Forms;
using IdentitySdk.Testing.Hosting;
using IdentitySdk.Testing.Json;
using IdentitySdk.Testing.Resources;
using IdentitySdk.Testing.Seeding;

namespace IdentitySdk.Testing.Okta;

/// <summary>The state of an organization: users, and what belongs to them or is assigned to them.</summary>
internal sealed class Tenant
{
    /// <summary>The owner of what belongs to the organization itself.</summary>
    public const string Shared = "";

    private readonly IdSequence _roleIds = new("irb", "k9Q5d7");

    public Tenant(OktaEmulatorOptions options, FormTable forms)
    {
        Options = options;
        Gate = new(options.TimeProvider);
        Seed = new Seed(options.Oddities);
        Users = new UserStore(options, Seed);
        Schema = new UserSchema(forms);
        Groups = new(Id);
        Apps = new(Id);
        IdentityProviders = new(Id);
        Secrets = new(Id, user => Users.Slot(user) is { } slot && Users.Table.IsSeeded(slot) ? [Seed.Secrets(slot)] : []);
        Memberships = new(Id, user => Users.Slot(user) is { } slot ? Seed.Groups(slot, Users.Table.IsSeeded(slot)) : []);
        AppAssignments = new(Id, Seed.AppsOf);
        ProviderLinks = new(Id, user => Users.Slot(user) is { } slot && Users.Table.IsSeeded(slot) ? Seed.ProvidersOf(slot) : []);
        Roles = new(Id);
        Grants = new(Id, user => Users.Slot(user) is { } slot && Users.Table.IsSeeded(slot) ? Consents.SeededGrants(slot, Origin) : []);
        RefreshTokens = new(Id, user => Users.Slot(user) is { } slot && Users.Table.IsSeeded(slot) ? Consents.SeededTokens(slot, Origin) : []);
        Clients = new(client => client["client_id"]!.ToString());
        Links = new(Id);
        foreach (var group in Seed.AllGroups())
        {
            Groups.Put(Shared, group);
        }

        IdentityProviders.Put(Shared, Seed.IdentityProvider());
        foreach (var app in Seed.AllApps())
        {
            Apps.Put(Shared, app);
        }

        foreach (var client in Consents.SeededClients())
        {
            Clients.Put(Shared, client);
        }
    }

    public OktaEmulatorOptions Options { get; }

    public StateGate Gate { get; }

    public Seed Seed { get; }

    public UserStore Users { get; }

    public UserSchema Schema { get; }

    /// <summary>Groups, apps, identity providers and clients of the organization; the owner is <see cref="Shared"/>.</summary>
    public ResourceStore Groups { get; }

    public ResourceStore Apps { get; }

    public ResourceStore IdentityProviders { get; }

    public ResourceStore Clients { get; }

    /// <summary>What no response shows, by user: password, recovery answer, factors, sessions.</summary>
    public ResourceStore Secrets { get; }

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

    /// <summary>Names of both sides of each relationship, primary first.</summary>
    public List<(string Primary, string Associated)> Relationships { get; } = [("manager", "subordinate")];

    public string Origin
    {
        get => Seed.Origin;
        set => Seed.Origin = value;
    }

    public string Now => Options.TimeProvider.GetUtcNow().Zulu();

    public string NextRoleId() => _roleIds.Next();

    public Secret Secret(string user) => new(Secrets.Find(user, user) ?? new JsonObject { ["id"] = user });

    public void Save(string user, Secret secret) => Secrets.Put(user, secret.Json);

    /// <summary>Removes a user and everything that names it.</summary>
    public void Remove(int slot)
    {
        var user = UserStore.IdOf(slot);
        Users.Table.Remove(slot);
        foreach (var store in new[] { Secrets, Memberships, AppAssignments, ProviderLinks, Roles, Grants, RefreshTokens, Links })
        {
            store.Remove(user, _ => true);
        }

        foreach (var associated in Links.Owners.ToList())
        {
            Links.Remove(associated, link => link.Text("user") == user);
        }
    }

    /// <summary>A slash in a login is taken for a longer path by the vendor, even when it is escaped.</summary>
    public static EmulatorResponse NotFound(string user) => user.Contains('/') ? Errors.MethodNotSupported() : Errors.NotFound(user, "User");

    private static string Id(JsonObject value) => value["id"]!.ToString();
}
