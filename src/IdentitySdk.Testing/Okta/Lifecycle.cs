using System.Text.Json.Nodes;
using IdentitySdk.Testing.Hosting;
using IdentitySdk.Testing.Json;
using IdentitySdk.Testing.Resources;
using IdentitySdk.Testing.Tokens;

namespace IdentitySdk.Testing.Okta;

/// <summary>The lifecycle operations, and the state machine of users.</summary>
internal sealed class Lifecycle(Tenant tenant)
{
    /// <summary>
    /// Sources: Okta's reference of users and the notes of the specification. A second deactivation does not find the user (okta-sdk-java 721). A user without
    /// a password becomes PROVISIONED instead of ACTIVE; a deactivated user has to set a new password.
    /// </summary>
    private static readonly StateTable s_table = StateTable.Parse("""
                                           STAGED    PROVISIONED ACTIVE           RECOVERY         LOCKED_OUT PASSWORD_EXPIRED SUSPENDED DEPROVISIONED
        activate                           ACTIVE    E0000016    E0000016         E0000016         E0000016   E0000016         E0000016  PROVISIONED
        reactivate                         E0000038  PROVISIONED E0000038         PROVISIONED      E0000038   E0000038         E0000038  E0000038
        deactivate                         DEPROVISIONED DEPROVISIONED DEPROVISIONED DEPROVISIONED DEPROVISIONED DEPROVISIONED DEPROVISIONED E0000007
        suspend                            E0000001  E0000001    SUSPENDED        E0000001         E0000001   E0000001         E0000001  E0000001
        unsuspend                          E0000001  E0000001    E0000001         E0000001         E0000001   E0000001         ACTIVE    E0000001
        unlock                             E0000038  E0000038    E0000038         E0000038         ACTIVE     E0000038         E0000038  E0000038
        expire_password                    E0000038  E0000038    PASSWORD_EXPIRED E0000038         E0000038   PASSWORD_EXPIRED E0000038  E0000038
        expire_password_with_temp_password E0000038  E0000038    PASSWORD_EXPIRED E0000038         E0000038   PASSWORD_EXPIRED E0000038  E0000038
        reset_password                     E0000038  E0000038    RECOVERY         RECOVERY         RECOVERY   RECOVERY         E0000038  E0000038
        reset_factors                      STAGED    PROVISIONED ACTIVE           RECOVERY         LOCKED_OUT PASSWORD_EXPIRED SUSPENDED E0000038
        change_password                    STAGED    E0000038    ACTIVE           ACTIVE           E0000038   ACTIVE           E0000038  E0000038
        change_recovery_question           STAGED    E0000036    ACTIVE           RECOVERY         E0000036   E0000036         E0000036  E0000036
        forgot_password                    E0000034  E0000034    ACTIVE           E0000034         E0000034   E0000034         E0000034  E0000034
        """);

    public static IReadOnlyList<string> Statuses => s_table.States;

    /// <summary>The lifecycle actions that a status allows, as named in a user's links.</summary>
    public static IEnumerable<string> AllowedActions(string status) => s_table.States.Contains(status)
        ? s_table.Actions.Where(action => !action.Contains("recovery", StringComparison.Ordinal) && action is not ("change_password" or "forgot_password"))
            .Where(action => s_table.Next(action, status).Error is null)
        : [];

    public EmulatorResponse Activate(RequestContext context) => Move(context, "activate", _ => Activation(context, sendsByDefault: true));

    public EmulatorResponse Reactivate(RequestContext context) => Move(context, "reactivate", _ => Activation(context, sendsByDefault: false));

    public EmulatorResponse Deactivate(RequestContext context) => Move(context, "deactivate", Done);

    public EmulatorResponse Suspend(RequestContext context) => Move(context, "suspend", Done);

    public EmulatorResponse Unsuspend(RequestContext context) => Move(context, "unsuspend", Done);

    public EmulatorResponse Unlock(RequestContext context) => Move(context, "unlock", Done);

    public EmulatorResponse ExpirePassword(RequestContext context) => Move(context, "expire_password", user => EmulatorResponse.Json(200, user));

    public EmulatorResponse ExpirePasswordWithTemporaryPassword(RequestContext context) => Move(context, "expire_password_with_temp_password", user =>
    {
        var (id, temporary) = (user["id"]!.ToString(), TokenMint.Random(9));
        tenant.Secrets.Change(id, secret => secret.Password = temporary);
        EndSessions(context, id);
        return EmulatorResponse.Json(200, new JsonObject { ["tempPassword"] = temporary });
    });

    public EmulatorResponse ResetPassword(RequestContext context) => Move(context, "reset_password", user =>
    {
        EndSessions(context, user["id"]!.ToString());
        return OneTimeLink(context, "reset_password", sendsByDefault: true);
    });

    public EmulatorResponse ResetFactors(RequestContext context) => Move(context, "reset_factors", user =>
    {
        var id = user["id"]!.ToString();
        tenant.Secrets.Change(id, secret => secret.Factors = []);
        return Done(user);
    });

    public EmulatorResponse RevokeSessions(RequestContext context) => tenant.WithUser(context, (id, _) =>
    {
        tenant.Secrets.Change(id, secret => secret.Sessions = 0);
        if (context.Flag("oauthTokens", defaultValue: false))
        {
            tenant.RefreshTokens.Remove(id, _ => true);
        }

        return EmulatorResponse.Empty(204);
    });

    /// <summary>The response contains the link only when no mail is sent; otherwise it is an empty object.</summary>
    public static EmulatorResponse OneTimeLink(RequestContext context, string page, bool sendsByDefault) => EmulatorResponse.Json(
        200,
        context.Flag("sendEmail", sendsByDefault) ? [] : new JsonObject { ["resetPasswordUrl"] = $"{context.Origin}/{page}/{TokenMint.Random(15)}" });

    /// <summary>Moves the user if the state machine allows the action, and saves it, before further effects of the operation.</summary>
    public EmulatorResponse Move(RequestContext context, string action, Func<JsonObject, EmulatorResponse> success) => tenant.WithUser(context, (id, user) =>
    {
        if (Check(user, action, out var next) is { } error)
        {
            return error;
        }

        if (action is "activate" or "deactivate" && tenant.Options.TransitionTime > TimeSpan.Zero)
        {
            Schedule(id, user, next);
        }
        else
        {
            UserModel.SetStatus(user, next, tenant.Now);
        }

        tenant.Users.Save(id, user);
        return success(user);
    });

    /// <summary>The error of an action in the user's status; null when the action is allowed, and then the next status.</summary>
    public static EmulatorResponse? Check(JsonObject user, string action, out string next)
    {
        var status = user.Text("status") ?? "";
        next = status;
        if (user["transitioningToStatus"] is not null)
        {
            return Errors.InTransition();
        }

        var (state, error) = s_table.States.Contains(status) ? s_table.Next(action, status) : (null, "E0000038");
        next = action == "activate" && state == "ACTIVE" && !CanSignIn(user) ? "PROVISIONED" : state ?? status;
        return error switch
        {
            null => null,
            "E0000007" => Errors.NotFound(user["id"]!.ToString(), "User"),
            "E0000001" => Errors.Validation($"Cannot {action} a user with status {status}", $"Cannot {action} a user with status {status}"),
            "E0000016" => Errors.Of(403, error, "Activation failed because the user is already active"),
            "E0000034" => Errors.Of(403, error, "Forgot password not allowed on specified user."),
            "E0000036" => Errors.Of(403, error, "Change recovery question not allowed on specified user."),
            _ => Errors.WrongStatus(),
        };
    }

    private static bool CanSignIn(JsonObject user) =>
        user["credentials"].Member("password") is not null || user["credentials"].Member("provider").Text("type") is not (null or "OKTA");

    private void Schedule(string id, JsonObject user, string next)
    {
        user["transitioningToStatus"] = next;
        tenant.Gate.After(tenant.Options.TransitionTime, () =>
        {
            if (tenant.Users.Get(id) is { } later && later.Text("transitioningToStatus") == next)
            {
                later.Remove("transitioningToStatus");
                UserModel.SetStatus(later, next, tenant.Now);
                tenant.Users.Save(id, later);
            }
        });
    }

    private static EmulatorResponse Done(JsonObject user) => EmulatorResponse.Json(200, new JsonObject());

    private static EmulatorResponse Activation(RequestContext context, bool sendsByDefault)
    {
        if (context.Flag("sendEmail", sendsByDefault))
        {
            return EmulatorResponse.Json(200, new JsonObject());
        }

        var token = TokenMint.Random(15);
        return EmulatorResponse.Json(200, new JsonObject { ["activationUrl"] = $"{context.Origin}/welcome/{token}", ["activationToken"] = token });
    }

    private void EndSessions(RequestContext context, string user)
    {
        if (context.Flag("revokeSessions", defaultValue: false))
        {
            tenant.Secrets.Change(user, secret => secret.Sessions = 0);
        }
    }
}
