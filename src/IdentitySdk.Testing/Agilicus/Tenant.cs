using System.Text.Json.Nodes;
using IdentitySdk.Testing.Hosting;
using IdentitySdk.Testing.Json;
using IdentitySdk.Testing.Resources;
using IdentitySdk.Testing.Seeding;

namespace IdentitySdk.Testing.Agilicus;

/// <summary>The state: users, organisations, memberships and other resources.</summary>
internal sealed class Tenant
{
    private readonly IdSequence _ids = new("", "Emu");

    public Tenant(AgilicusEmulatorOptions options)
    {
        Options = options;
        Gate = new(options.TimeProvider);
        Users = new UserStore(options, new Seed(options.Oddities));
        UpstreamIdentities = new(ByMetadata, user => (Users.Get(user)?[Agilicus.UpstreamIdentities.Member] as JsonArray ?? []).OfType<JsonObject>());
        Orgs.Put(Org(Seed.OrgId, "Example Corp", "example"));
        Applications.Put(Seed.Applications.Select(name => new JsonObject { ["id"] = name, ["org_id"] = Seed.OrgId }));
        FileShares.Put(new JsonObject { ["id"] = "documents", ["org_id"] = Seed.OrgId });
    }

    public AgilicusEmulatorOptions Options { get; }

    public StateGate Gate { get; }

    public UserStore Users { get; }

    public ResourceStore Orgs { get; } = new(ById);

    /// <summary>By user: the organisations other than the one in which the user was created.</summary>
    public ResourceStore Memberships { get; } = new(ById);

    public ResourceStore Applications { get; } = new(ById);

    public ResourceStore FileShares { get; } = new(ById);

    /// <summary>By user. A user that was never written has the identities that are members of it.</summary>
    public ResourceStore UpstreamIdentities { get; }

    /// <summary>By user.</summary>
    public ResourceStore ChallengeMethods { get; } = new(ByMetadata);

    public ResourceStore ResourcePermissions { get; } = new(ByMetadata);

    public ResourceStore ServiceAccounts { get; } = new(ByMetadata);

    public ResourceStore Metadata { get; } = new(ByMetadata);

    public ResourceStore Requests { get; } = new(ByMetadata);

    public string Now => Options.TimeProvider.GetUtcNow().ToOffsetText();

    public string NextId() => _ids.Next();

    /// <summary>A new object of metadata and spec.</summary>
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

    /// <summary>Finds the user of the path; when the query names an organisation, the user must be in it.</summary>
    public EmulatorResponse WithUser(RequestContext context, Func<string, JsonObject, EmulatorResponse> act)
    {
        var id = context.PathValue("user_id");
        return Users.Get(id) is { } user && (context.Query("org_id") is not { } org || IsMember(id, user, org)) ? act(id, user) : Errors.NotFound("User", id);
    }

    /// <summary>The requested size of a page, or the vendor's default.</summary>
    public int PageSize(RequestContext context) => context.Integer("limit") ?? Options.DefaultPageSize;

    public void Save(string user, JsonObject json)
    {
        json["updated"] = Now;
        Users.Save(Users.Find(user)!.Value, json);
    }

    /// <summary>Removes a user and everything that belongs to it.</summary>
    public void Remove(string user)
    {
        Users.Remove(Users.Find(user)!.Value);
        foreach (var store in new[] { Memberships, UpstreamIdentities, ChallengeMethods, ResourcePermissions })
        {
            store.Remove(user, _ => true);
        }

        foreach (var store in new[] { Metadata, Requests })
        {
            store.Remove(ResourceStore.Shared, value => value["spec"].Text("user_id") == user);
        }
    }

    private static string ById(JsonObject value) => value["id"]!.ToString();

    private static string ByMetadata(JsonObject value) => value["metadata"]!["id"]!.ToString();
}
