using System.Text.Json.Nodes;
using IdentitySdk.Testing.Hosting;
using IdentitySdk.Testing.Json;

namespace IdentitySdk.Testing.Agilicus;

/// <summary>Metadata of users, written one by one or for a whole organisation.</summary>
internal sealed class UserMetadata(Tenant tenant) : Collection(tenant, tenant.Metadata, "User metadata", "user_metadata", "metadata_id")
{
    private static readonly string[] s_identity = ["org_id", "app_id", "name", "data_type"];

    /// <summary>Sets metadata of every user of an organisation: metadata with the same type, application and name is updated, otherwise it is added.</summary>
    public EmulatorResponse BulkUpdate(RequestContext context)
    {
        var body = context.Body;
        if (body.Text("org_id") is not { } org || Tenant.Orgs.Find(org) is null)
        {
            return Errors.Of(400, "org_id: there is no such organisation");
        }

        var present = Tenant.Metadata.All.Where(each => s_identity.All(name => each["spec"].Text(name) == body.Text(name)))
            .ToDictionary(each => each["spec"].Text("user_id") ?? "", StringComparer.Ordinal);
        foreach (var user in Tenant.Users.Ids(org))
        {
            var spec = (JsonObject)body.DeepClone();
            spec["user_id"] = user;
            var value = Tenant.NewObject(spec);
            if (present.TryGetValue(user, out var before))
            {
                value["metadata"] = before["metadata"]!.DeepClone();
                value["metadata"]!["updated"] = Tenant.Now;
            }

            Tenant.Metadata.Put(value);
        }

        return EmulatorResponse.Empty(204);
    }

    protected override bool Matches(RequestContext context, JsonObject value) =>
        base.Matches(context, value) && Has(context, value, "app_id") && Has(context, value, "data_type");

    protected override EmulatorResponse? Validate(RequestContext context, JsonObject value, JsonObject? before) =>
        value["spec"].Text("user_id") is { } user && Tenant.Users.Find(user) is not null ? null : Errors.Of(400, "spec.user_id: there is no such user");
}
