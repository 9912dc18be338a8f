using System.Text.Json.Nodes;
using IdentitySdk.Testing.Hosting;
using IdentitySdk.Testing.Json;

namespace IdentitySdk.Testing.Agilicus;

/// <summary>Upstream identities of a user. They are a member of the user, which lists and reads show.</summary>
internal sealed class UpstreamIdentities(Tenant tenant)
{
    public const string Member = "upstream_user_identities";
    private const string Parameter = "upstream_user_identity_id";

    public EmulatorResponse List(RequestContext context) => tenant.WithUser(context, (_, user) =>
    {
        context.TryQuery("limit", out var limit);
        var size = limit ?? tenant.Options.DefaultPageSize;
        return EmulatorResponse.Json(200,
            new JsonObject { [Member] = new JsonArray([.. Of(user).Take(size).Select(each => each.DeepClone())]), ["limit"] = size });
    });

    public EmulatorResponse Create(RequestContext context) => tenant.WithUser(context, (id, user) =>
    {
        var identity = tenant.NewObject(context.Body.Members("spec"));
        return Save(id, user, [.. Of(user), identity], identity, 201);
    });

    public EmulatorResponse Get(RequestContext context) => WithIdentity(context, (_, _, identity) => EmulatorResponse.Json(200, identity.DeepClone()));

    public EmulatorResponse Replace(RequestContext context) => WithIdentity(context, (id, user, before) =>
    {
        var identity = (JsonObject)before.DeepClone();
        identity["spec"] = context.Body.Members("spec").DeepClone();
        identity["metadata"]!["updated"] = tenant.Now;
        return Save(id, user, [.. Of(user).Select(each => each == before ? identity : each)], identity, 200);
    });

    public EmulatorResponse Delete(RequestContext context) => WithIdentity(context, (id, user, identity) =>
    {
        user[Member] = new JsonArray([.. Of(user).Where(each => each != identity).Select(each => each.DeepClone())]);
        tenant.Save(id, user);
        return EmulatorResponse.Empty(204);
    });

    public static IEnumerable<JsonObject> Of(JsonObject user) => (user[Member] as JsonArray ?? []).OfType<JsonObject>();

    /// <summary>The pair of provider and id is unique (the vendor's model of the spec), and an identity belongs to the user of the path.</summary>
    private EmulatorResponse Save(string id, JsonObject user, IReadOnlyList<JsonObject> identities, JsonObject identity, int status)
    {
        if (identity["spec"].Text("local_user_id") != id)
        {
            return Errors.Of(400, "spec.local_user_id: not the user of the path");
        }

        if (identities.Select(each => (each["spec"].Text("upstream_idp_id"), each["spec"].Text("upstream_user_id"))).Distinct().Count() < identities.Count)
        {
            return Errors.Of(400, "spec.upstream_user_id: the user has this identity already");
        }

        user[Member] = new JsonArray([.. identities.Select(each => each.DeepClone())]);
        tenant.Save(id, user);
        return EmulatorResponse.Json(status, identity);
    }

    private EmulatorResponse WithIdentity(RequestContext context, Func<string, JsonObject, JsonObject, EmulatorResponse> act) =>
        tenant.WithUser(context, (id, user) =>
        Of(user).FirstOrDefault(each => each["metadata"].Text("id") == context.PathValue(Parameter)) is { } identity
            ? act(id, user, identity)
            : Errors.NotFound("Upstream user identity", context.PathValue(Parameter)));
}
