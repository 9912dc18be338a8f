using System.Text.Json.Nodes;
using IdentitySdk.Testing.Hosting;
using IdentitySdk.Testing.Tokens;

namespace IdentitySdk.Testing.Okta;

/// <summary>The lifecycle operations, with the states each is allowed in.</summary>
internal sealed class Lifecycle(Users users)
{
    public EmulatorResponse Suspend(RequestContext context) => Move(context, "SUSPENDED", ["ACTIVE"],
        () => Errors.Validation("Cannot suspend a user that is not active", "Cannot suspend a user that is not active"));

    public EmulatorResponse Unsuspend(RequestContext context) => Move(context, "ACTIVE", ["SUSPENDED"],
        () => Errors.Validation("Cannot unsuspend a user that is not suspended", "Cannot unsuspend a user that is not suspended"));

    public EmulatorResponse Unlock(RequestContext context) => Move(context, "ACTIVE", ["LOCKED_OUT"], Errors.WrongStatus);

    public EmulatorResponse Deactivate(RequestContext context) => Move(context, "DEPROVISIONED", null, Errors.WrongStatus);

    public EmulatorResponse Activate(RequestContext context) => Move(context, "PROVISIONED", ["STAGED", "DEPROVISIONED"],
        () => Errors.Of(403, "E0000016", "Activation failed because the user is already active"), Activation(context, sendsByDefault: true));

    public EmulatorResponse Reactivate(RequestContext context) =>
        Move(context, "PROVISIONED", ["PROVISIONED", "RECOVERY"], Errors.WrongStatus, Activation(context, sendsByDefault: false));

    /// <summary>The token comes back only when no mail is sent; otherwise the body is an empty object.</summary>
    private static EmulatorResponse Activation(RequestContext context, bool sendsByDefault)
    {
        if (bool.TryParse(context.Query("sendEmail"), out var sends) ? sends : sendsByDefault)
        {
            return EmulatorResponse.Json(200, new JsonObject());
        }

        var token = TokenMint.Random(15);
        return EmulatorResponse.Json(200, new JsonObject { ["activationUrl"] = $"{context.Origin}/welcome/{token}", ["activationToken"] = token });
    }

    private EmulatorResponse Move(RequestContext context, string to, string[]? from, Func<EmulatorResponse> validate, EmulatorResponse? success = null)
    {
        if (!context.HasBodyLength)
        {
            return EmulatorResponse.Empty(411);
        }

        return users.Change(
            context,
            user =>
            {
                var status = (string?)user["status"] ?? "";
                if (status == to ? from?.Contains(status) != true : from is not null && !from.Contains(status))
                {
                    return validate();
                }

                users.SetStatus(user, to);
                return null;
            },
            success ?? EmulatorResponse.Json(200, new JsonObject()));
    }
}
