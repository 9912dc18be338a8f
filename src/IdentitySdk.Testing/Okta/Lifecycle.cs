using System.Text.Json.Nodes;
using IdentitySdk.Testing.Hosting;
using IdentitySdk.Testing.Tokens;

namespace IdentitySdk.Testing.Okta;

/// <summary>The lifecycle operations, with the states each is allowed in.</summary>
internal sealed class Lifecycle(Users users)
{
    public Reply Suspend(Call call) => Move(call, "SUSPENDED", ["ACTIVE"],
        () => Errors.Validation("Cannot suspend a user that is not active", "Cannot suspend a user that is not active"));

    public Reply Unsuspend(Call call) => Move(call, "ACTIVE", ["SUSPENDED"],
        () => Errors.Validation("Cannot unsuspend a user that is not suspended", "Cannot unsuspend a user that is not suspended"));

    public Reply Unlock(Call call) => Move(call, "ACTIVE", ["LOCKED_OUT"], Errors.WrongStatus);

    public Reply Deactivate(Call call) => Move(call, "DEPROVISIONED", null, Errors.WrongStatus);

    public Reply Activate(Call call) => Move(call, "PROVISIONED", ["STAGED", "DEPROVISIONED"],
        () => Errors.Of(403, "E0000016", "Activation failed because the user is already active"), Activation(call, sendsByDefault: true));

    public Reply Reactivate(Call call) => Move(call, "PROVISIONED", ["PROVISIONED", "RECOVERY"], Errors.WrongStatus, Activation(call, sendsByDefault: false));

    /// <summary>The token comes back only when no mail is sent; otherwise the body is an empty object.</summary>
    private static Reply Activation(Call call, bool sendsByDefault)
    {
        if (bool.TryParse(call.Query("sendEmail"), out var sends) ? sends : sendsByDefault)
        {
            return Reply.Json(200, new JsonObject());
        }

        var token = TokenMint.Random(15);
        return Reply.Json(200, new JsonObject { ["activationUrl"] = $"{call.Origin}/welcome/{token}", ["activationToken"] = token });
    }

    private Reply Move(Call call, string to, string[]? from, Func<Reply> refuse, Reply? success = null)
    {
        if (!call.HasBodyLength)
        {
            return Reply.Empty(411);
        }

        return users.Change(
            call,
            user =>
            {
                var status = (string?)user["status"] ?? "";
                if (status == to ? from?.Contains(status) != true : from is not null && !from.Contains(status))
                {
                    return refuse();
                }

                users.SetStatus(user, to);
                return null;
            },
            success ?? Reply.Json(200, new JsonObject()));
    }
}
