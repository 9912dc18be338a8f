using System.Text.Json.Nodes;
using IdentitySdk.Testing.Hosting;
using IdentitySdk.Testing.Json;

namespace IdentitySdk.Testing.Agilicus;

/// <summary>MFA challenge methods of a user.</summary>
internal sealed class ChallengeMethods(Tenant tenant)
    : Collection(tenant, tenant.ChallengeMethods, "MFA challenge method", "mfa_challenge_methods", "challenge_method_id")
{
    protected override bool IsOfUser => true;

    public EmulatorResponse Reset(RequestContext context) => Tenant.WithUser(context, (user, _) =>
    {
        Tenant.ChallengeMethods.Remove(user, _ => true);
        return EmulatorResponse.Empty(204);
    });

    protected override bool Matches(RequestContext context, JsonObject value) =>
        Has(context, value, "challenge_type") && Has(context, value, "method_origin", "origin")
        && (context.Query("method_status") is null || context.Flag("method_status", defaultValue: true) == IsEnabled(value));

    protected override EmulatorResponse? Validate(RequestContext context, JsonObject value, JsonObject? before)
    {
        value["spec"]!.AsObject().TryAdd("enabled", true);
        return null;
    }

    public static bool IsEnabled(JsonObject method) => method["spec"].Member("enabled")?.ToString() != "false";
}
