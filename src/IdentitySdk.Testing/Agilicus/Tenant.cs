using System.Text.Json.Nodes;
using IdentitySdk.Testing.Hosting;
using IdentitySdk.Testing.Json;
using IdentitySdk.Testing.Resources;
using IdentitySdk.Testing.Seeding;

namespace IdentitySdk.Testing.Agilicus;

/// <summary>The state: users, organisations and memberships, and the resources that belong to users or to the whole.</summary>
internal sealed class Tenant
{
    /// <summary>The owner of what belongs to no user.</summary>
    public const string Shared = "";

    private readonly IdSequence _ids = new("", "Emu");

    public Tenant(AgilicusEmulatorOptions options)
    {
        Options = options;
        Gate = new(options.TimeProvider);
        Users = new UserStore(options, new Seed(options.Oddities));
        Orgs.Put(Shared, Org(Seed.OrgId, "Example Corp", "example"));
        foreach (var name in Seed.Applications)
        {
            Applications.Put(Shared, new JsonObject { ["id"] = name, ["org_id"] = Seed.OrgId });
        }

        FileShares.Put(Shared, new JsonObject { ["id"] = "documents", ["org_id"] = Seed.OrgId });
    }

    public AgilicusEmulatorOptions Options { get; }

    public StateGate Gate { get; }

    public UserStore Users { get; }

    public ResourceStore Orgs { get; } = new(ById);

    /// <summary>By user: organisations beside the one the user was created in.</summary>
    public ResourceStore Memberships { get; } = new(ById);

    public ResourceStore Applications { get; } = new(ById);

    public ResourceStore FileShares { get; } = new(ById);

    /// <summary>By user.</summary>
    public ResourceStore ChallengeMethods { get; } = new(ByMetadata);

    public ResourceStore ResourcePermissions { get; } = new(ByMetadata);

    public ResourceStore ServiceAccounts { get; } = new(ByMetadata);

    public ResourceStore Metadata { get; } = new(ByMetadata);

    public ResourceStore Requests { get; } = new(ByMetadata);

    public string Now => Options.TimeProvider.GetUtcNow().WithOffset();

    public string NextId() => _ids.Next();

    /// <summary>A new object of the vendor's usual shape.</summary>
    public JsonObject NewObject(JsonNode spec) => new()
    {
        ["metadata"] = new JsonObject { ["id"] = NextId(), ["created"] = Now, ["updated"] = Now },
        ["spec"] = spec.DeepClone(),
    };

    public static JsonObject Org(string id, string name, string subdomain) => new()
    {
        ["id"] = id, ["organisation"] = name, ["subdomain"] = subdomain, ["status"] = new JsonObject { ["current_state"] = "active" },
    };

    public bool IsMember(string user, JsonObject json, string org) => json.Text("org_id") == org || Memberships.Find(user, org) is not null;

    /// <summary>The user of the path, if it is in the organisation that the query may name.</summary>
    public int? Find(RequestContext context)
    {
        var id = context.PathValue("user_id");
        return Users.Find(id) is { } slot && (context.Query("org_id") is not { } org || IsMember(id, Users.Table.Load(slot), org)) ? slot : null;
    }

    public EmulatorResponse WithUser(RequestContext context, Func<string, JsonObject, EmulatorResponse> act) =>
        Find(context) is { } slot ? act(UserStore.IdOf(slot), Users.Table.Load(slot)) : Errors.NotFound("User", context.PathValue("user_id"));

    public void Save(string user, JsonObject json)
    {
        json["updated"] = Now;
        Users.Save(Users.Find(user)!.Value, json);
    }

    /// <summary>Removes a user and everything that belongs to it.</summary>
    public void Remove(string user)
    {
        Users.Remove(Users.Find(user)!.Value);
        foreach (var store in new[] { Memberships, ChallengeMethods, ResourcePermissions })
        {
            store.Remove(user, _ => true);
        }

        foreach (var store in new[] { Metadata, Requests })
        {
            store.Remove(Shared, value => value["spec"].Text("user_id") == user);
        }
    }

    private static string ById(JsonObject value) => value["id"]!.ToString();

    private static string ByMetadata(JsonObject value) => value["metadata"]!["id"]!.ToString();
}
