using System.Text.Json.Nodes;
using IdentitySdk.Testing.Hosting;
using IdentitySdk.Testing.Json;
using IdentitySdk.Testing.Resources;

namespace IdentitySdk.Testing.Agilicus;

/// <summary>
/// A resource as nearly all of the vendor's are: objects of metadata, spec and status, listed under one key with a limit and no cursor, created, read,
/// replaced and deleted by id.
/// </summary>
/// <param name="tenant">The state.</param>
/// <param name="store">Where the objects are.</param>
/// <param name="name">What one is called in errors.</param>
/// <param name="key">The list's member in its response.</param>
/// <param name="parameter">The path parameter of the id.</param>
internal class Collection(Tenant tenant, ResourceStore store, string name, string key, string parameter)
{
    protected Tenant Tenant { get; } = tenant;

    /// <summary>Whether the path names a user that the objects belong to.</summary>
    protected virtual bool IsOfUser => false;

    public EmulatorResponse List(RequestContext context) =>
        WithOwner(context, owner => Page(context, key, store.Of(owner).Where(value => Matches(context, value))));

    public EmulatorResponse Create(RequestContext context) => WithOwner(context, owner =>
    {
        var value = Tenant.NewObject(context.Body.Members("spec"));
        return Refuse(context, value, before: null) ?? Put(owner, value, before: null, 201);
    });

    public EmulatorResponse Get(RequestContext context) => WithObject(context, (_, value) => EmulatorResponse.Json(200, value));

    public EmulatorResponse Replace(RequestContext context) => WithObject(context, (owner, before) =>
    {
        var value = (JsonObject)before.DeepClone();
        value["spec"] = context.Body.Members("spec").DeepClone();
        value["metadata"]!["updated"] = Tenant.Now;
        return Refuse(context, value, before) ?? Put(owner, value, before, 200);
    });

    public EmulatorResponse Delete(RequestContext context) => WithObject(context, (owner, value) =>
    {
        Removing(value);
        store.Remove(owner, Id(value));
        return EmulatorResponse.Empty(204);
    });

    /// <summary>A list with the limit that was asked for or the vendor's own.</summary>
    public EmulatorResponse Page(RequestContext context, string member, IEnumerable<JsonObject> values)
    {
        context.TryQuery("limit", out var limit);
        var size = limit ?? Tenant.Options.DefaultPageSize;
        return EmulatorResponse.Json(200, new JsonObject { [member] = new JsonArray([.. values.Take(size)]), ["limit"] = size });
    }

    /// <summary>Finds the object; one that the query's organisation or user does not have is not found.</summary>
    public EmulatorResponse WithObject(RequestContext context, Func<string, JsonObject, EmulatorResponse> act) => WithOwner(context, owner =>
        store.Find(owner, context.PathValue(parameter)) is { } value && Matches(context, value)
            ? act(owner, value)
            : Errors.NotFound(name, context.PathValue(parameter)));

    public void Put(string owner, JsonObject value) => store.Put(owner, value);

    /// <summary>Whether the object meets the query. The usual parameters are members of the spec.</summary>
    protected virtual bool Matches(RequestContext context, JsonObject value) => Has(context, value, "org_id") && Has(context, value, "user_id");

    /// <summary>Null when the object, as it would be saved, is valid; may complete it.</summary>
    protected virtual EmulatorResponse? Refuse(RequestContext context, JsonObject value, JsonObject? before) => null;

    /// <summary>Called before an object is saved or removed, for what depends on it.</summary>
    protected virtual void Saving(JsonObject value, JsonObject? before)
    {
    }

    protected virtual void Removing(JsonObject value)
    {
    }

    protected static string Id(JsonObject value) => value["metadata"]!["id"]!.ToString();

    protected static bool Has(RequestContext context, JsonObject value, string query, string? member = null) =>
        context.Query(query) is not { } wanted || value["spec"].Member(member ?? query)?.ToString() == wanted;

    private EmulatorResponse Put(string owner, JsonObject value, JsonObject? before, int status)
    {
        Saving(value, before);
        store.Put(owner, value);
        return EmulatorResponse.Json(status, value);
    }

    private EmulatorResponse WithOwner(RequestContext context, Func<string, EmulatorResponse> act) =>
        IsOfUser ? Tenant.WithUser(context, (user, _) => act(user)) : act(Tenant.Shared);
}
