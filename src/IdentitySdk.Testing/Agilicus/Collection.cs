using System.Text.Json.Nodes;
using IdentitySdk.Testing.Hosting;
using IdentitySdk.Testing.Json;
using IdentitySdk.Testing.Resources;

namespace IdentitySdk.Testing.Agilicus;

/// <summary>
/// A resource of the vendor's usual kind: objects of metadata, spec and status, listed under one key with a limit and no cursor, created, read, replaced and
/// deleted by id.
/// </summary>
/// <param name="tenant">The state.</param>
/// <param name="store">The objects.</param>
/// <param name="name">The name of one object in errors.</param>
/// <param name="key">The list's member in its response.</param>
/// <param name="parameter">The path parameter of the id.</param>
internal abstract class Collection(Tenant tenant, ResourceStore store, string name, string key, string parameter)
{
    protected Tenant Tenant { get; } = tenant;

    /// <summary>Whether the path names a user that the objects belong to.</summary>
    protected virtual bool IsOfUser => false;

    public EmulatorResponse List(RequestContext context) =>
        WithOwner(context, owner => Page(context, key, store.Of(owner).Where(value => Matches(context, value))));

    public EmulatorResponse Create(RequestContext context) => WithOwner(context, owner =>
    {
        var value = Tenant.NewObject(context.Body.Members("spec"));
        return Validate(context, value, before: null) ?? Put(owner, value, before: null, 201);
    });

    public EmulatorResponse Get(RequestContext context) => WithObject(context, (_, value) => EmulatorResponse.Json(200, value));

    public EmulatorResponse Replace(RequestContext context) => WithObject(context, (owner, before) =>
    {
        var value = (JsonObject)before.DeepClone();
        value["spec"] = context.Body.Members("spec").DeepClone();
        value["metadata"]!["updated"] = Tenant.Now;
        return Validate(context, value, before) ?? Put(owner, value, before, 200);
    });

    public EmulatorResponse Delete(RequestContext context) => WithObject(context, (owner, value) =>
    {
        Removing(value);
        store.Remove(owner, Id(value));
        Changed(owner);
        return EmulatorResponse.Empty(204);
    });

    public EmulatorResponse Page(RequestContext context, string member, IEnumerable<JsonObject> values)
    {
        var size = Tenant.PageSize(context);
        return EmulatorResponse.Json(200, new JsonObject { [member] = new JsonArray([.. values.Take(size)]), ["limit"] = size });
    }

    /// <summary>Finds the object. An object that does not meet the query is not found.</summary>
    protected EmulatorResponse WithObject(RequestContext context, Func<string, JsonObject, EmulatorResponse> act) => WithOwner(context, owner =>
        store.Find(owner, context.PathValue(parameter)) is { } value && Matches(context, value)
            ? act(owner, value)
            : Errors.NotFound(name, context.PathValue(parameter)));

    /// <summary>Whether the object meets the query. The usual parameters are members of the spec.</summary>
    protected virtual bool Matches(RequestContext context, JsonObject value) => Has(context, value, "org_id") && Has(context, value, "user_id");

    /// <summary>Null when the object is valid, otherwise the error response; may add defaults to the object.</summary>
    protected virtual EmulatorResponse? Validate(RequestContext context, JsonObject value, JsonObject? before) => null;

    /// <summary>Called before an object is saved, to update what depends on it.</summary>
    protected virtual void Saving(JsonObject value, JsonObject? before)
    {
    }

    /// <summary>Called before an object is removed, to update what depends on it.</summary>
    protected virtual void Removing(JsonObject value)
    {
    }

    /// <summary>Called after an object was saved or removed.</summary>
    protected virtual void Changed(string owner)
    {
    }

    protected static string Id(JsonObject value) => value["metadata"]!["id"]!.ToString();

    protected static bool Has(RequestContext context, JsonObject value, string query, string? member = null) =>
        context.Query(query) is not { } wanted || value["spec"].Member(member ?? query)?.ToString() == wanted;

    private EmulatorResponse Put(string owner, JsonObject value, JsonObject? before, int status)
    {
        Saving(value, before);
        store.Put(owner, value);
        Changed(owner);
        return EmulatorResponse.Json(status, value);
    }

    private EmulatorResponse WithOwner(RequestContext context, Func<string, EmulatorResponse> act) =>
        IsOfUser ? Tenant.WithUser(context, (user, _) => act(user)) : act(ResourceStore.Shared);
}
