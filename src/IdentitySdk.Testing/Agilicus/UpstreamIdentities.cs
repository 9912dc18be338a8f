using System.Text.Json.Nodes;
using IdentitySdk.Testing.Hosting;
using IdentitySdk.Testing.Json;

namespace IdentitySdk.Testing.Agilicus;

/// <summary>Upstream identities of a user, which are also a member of the user.</summary>
internal sealed class UpstreamIdentities(Tenant tenant)
    : Collection(tenant, tenant.UpstreamIdentities, "Upstream user identity", Member, "upstream_user_identity_id")
{
    public const string Member = "upstream_user_identities";

    protected override bool IsOfUser => true;

    protected override bool Matches(RequestContext context, JsonObject value) => true;

    /// <summary>The pair of provider and id is unique (the vendor's model of the spec), and an identity belongs to the user of the path.</summary>
    protected override EmulatorResponse? Validate(RequestContext context, JsonObject value, JsonObject? before)
    {
        var user = context.PathValue("user_id");
        if (value["spec"].Text("local_user_id") != user)
        {
            return Errors.Of(400, "spec.local_user_id: not the user of the path");
        }

        return Tenant.UpstreamIdentities.Of(user).Any(other => Id(other) != Id(value) && Key(other) == Key(value))
            ? Errors.Of(400, "spec.upstream_user_id: the user has this identity already")
            : null;
    }

    protected override void Changed(string owner)
    {
        var user = Tenant.Users.Get(owner)!;
        user[Member] = new JsonArray([.. Tenant.UpstreamIdentities.Of(owner)]);
        Tenant.Save(owner, user);
    }

    private static (string?, string?) Key(JsonObject identity) => (identity["spec"].Text("upstream_idp_id"), identity["spec"].Text("upstream_user_id"));
}
