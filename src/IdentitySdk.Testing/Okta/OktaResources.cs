using System.Text.Json.Nodes;
using IdentitySdk.Testing.Json;
using IdentitySdk.Testing.Okta;
using IdentitySdk.Testing.Resources;

namespace IdentitySdk.Testing;

/// <summary>Groups, applications or identity providers of an <see cref="OktaEmulator"/>, and their assignments.</summary>
public sealed class OktaResources
{
    private readonly Tenant _tenant;
    private readonly ResourceStore _resources;
    private readonly ResourceStore _assignments;
    private readonly IdSequence _ids;
    private readonly Func<string, string, JsonObject> _create;

    internal OktaResources(Tenant tenant, ResourceStore resources, ResourceStore assignments, string prefix, Func<string, string, JsonObject> create) =>
        (this._tenant, this._resources, this._assignments, _ids, this._create) = (tenant, resources, assignments, new IdSequence(prefix, "k9Q5d7"), create);

    /// <summary>The ids of all resources, in order of creation.</summary>
    public IReadOnlyList<string> Ids => _tenant.Gate.Read(() => _resources.All.Select(resource => resource.Text("id")!).ToList());

    /// <summary>Adds a resource and returns its id. The same calls return the same ids in every run.</summary>
    public string Add(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return _tenant.Gate.Write(() =>
        {
            var resource = _create(_ids.Next(), name);
            _resources.Put(resource);
            return resource.Text("id")!;
        });
    }

    /// <summary>The resource as the vendor stores it; null when there is none with this id.</summary>
    public JsonObject? Get(string id) => _tenant.Gate.Read(() => _resources.Find(id));

    /// <summary>Assigns a resource to a user or a group.</summary>
    public void Assign(string id, string user) => _tenant.Gate.Write(() =>
    {
        var owner = _tenant.Users.Find(user) is { } slot ? UserStore.IdOf(slot) : _tenant.Groups.Find(user).Text("id");
        if (owner is null || _resources.Find(id) is null)
        {
            throw new KeyNotFoundException($"{(owner is null ? user : id)} was not found.");
        }

        _assignments.Put(owner, new JsonObject { ["id"] = id });
    });
}
