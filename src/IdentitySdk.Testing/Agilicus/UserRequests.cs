using System.Text.Json.Nodes;
using IdentitySdk.Testing.Hosting;
using IdentitySdk.Testing.Json;
using IdentitySdk.Testing.Resources;

namespace IdentitySdk.Testing.Agilicus;

/// <summary>Requests of users for access. PUT ignores the state in the body; POST on the same path applies it.</summary>
internal sealed class UserRequests(Tenant tenant) : Collection(tenant, tenant.Requests, "User request", "user_requests", "user_request_id")
{
    private const string Pending = "pending";

    /// <summary>A request is decided once. No source documents more; the vendor's client approves and declines pending requests.</summary>
    private static readonly StateTable s_states = StateTable.Parse("""
                 pending  approved declined
        pending  pending  decided  decided
        approved approved approved decided
        declined declined decided  declined
        """);

    public EmulatorResponse ApplyAction(RequestContext context) => WithObject(context, (owner, value) =>
    {
        if (context.Body.Member("spec").Text("state") is not { } wanted)
        {
            return Errors.Of(400, "spec.state is required");
        }

        var (state, error) = s_states.Next(wanted, value["spec"].Text("state") ?? Pending);
        if (error is not null)
        {
            return Errors.Of(400, $"The request is {value["spec"].Text("state")} already");
        }

        value["spec"]!["state"] = state;
        if (context.Body.Member("spec").Text("response_information") is { } information)
        {
            value["spec"]!["response_information"] = information;
        }

        value["metadata"]!["updated"] = Tenant.Now;
        Tenant.Requests.Put(owner, value);
        return EmulatorResponse.Json(200, value);
    });

    protected override bool Matches(RequestContext context, JsonObject value) =>
        base.Matches(context, value) && Has(context, value, "request_state", "state") && Has(context, value, "request_type", "requested_resource_type");

    protected override EmulatorResponse? Validate(RequestContext context, JsonObject value, JsonObject? before)
    {
        value["spec"]!["state"] = before?["spec"].Text("state") ?? Pending;
        var user = value["spec"].Text("user_id") is { } id ? Tenant.Users.Get(id) : null;
        value["status"] = user is null ? null : new JsonObject { ["email"] = user.Text("email") ?? "", ["expired"] = false };
        return user is null ? Errors.Of(400, "spec.user_id: there is no such user") : null;
    }
}
