using System.Text.Json.Nodes;
using IdentitySdk.Testing.Hosting;
using IdentitySdk.Testing.Json;
using IdentitySdk.Testing.Resources;

namespace IdentitySdk.Testing.Okta;

/// <summary>Changes of passwords and recovery questions that require the current ones.</summary>
internal sealed class Credentials(Tenant tenant)
{
    public EmulatorResponse ChangePassword(RequestContext context) => Change(context, "change_password", (user, secret) =>
    {
        var (old, next) = (context.Body.Member("oldPassword").Text("value"), context.Body.Member("newPassword").Text("value"));
        if (!HasPassword(user) || old is null || old != secret.Password)
        {
            return Errors.Of(403, "E0000014", "Update of credentials failed", "oldPassword: Old Password is not correct");
        }

        return SetPassword(user, secret, next, "newPassword", endsSessions: context.Body["revokeSessions"]?.ToString() == "true");
    });

    public EmulatorResponse ChangeRecoveryQuestion(RequestContext context) => Change(context, "change_recovery_question", (user, secret) =>
    {
        if (!HasPassword(user) || context.Body.Member("password").Text("value") is not { } password || password != secret.Password)
        {
            return Errors.Of(403, "E0000014", "Update of credentials failed", "password: Old Password is not correct");
        }

        var recovery = context.Body.Member("recovery_question");
        if (recovery.Text("question") is not { Length: > 0 } || recovery.Text("answer") is not { Length: > 0 })
        {
            return Errors.Validation("recovery_question", "recovery_question: The question and the answer are required");
        }

        UserModel.MergeCredentials(user, secret, new JsonObject { ["recovery_question"] = recovery?.DeepClone() }, tenant.Now);
        return null;
    });

    /// <summary>Changes nothing: the user answers the recovery question on the linked page.</summary>
    public EmulatorResponse ForgotPassword(RequestContext context) => tenant.WithUser(context, (id, user) =>
        ValidateRecovery(user, tenant.Secrets[id]) ?? Lifecycle.OneTimeLink(context, "signin/reset-password", sendsByDefault: true));

    public EmulatorResponse ForgotPasswordSetNewPassword(RequestContext context) => Change(context, "forgot_password", (user, secret) =>
    {
        if (ValidateRecovery(user, secret) is { } refused)
        {
            return refused;
        }

        // Okta compares answers without case (its reference).
        if (!string.Equals(secret.Answer, context.Body.Member("recovery_question").Text("answer"), StringComparison.OrdinalIgnoreCase))
        {
            return Errors.Of(403, "E0000087", "The recovery question answer did not match our records.");
        }

        return SetPassword(user, secret, context.Body.Member("password").Text("value"), "password", endsSessions: false);
    });

    private static bool HasPassword(JsonObject user) => user["credentials"].Member("password") is not null;

    private static EmulatorResponse? ValidateRecovery(JsonObject user, Secret secret) => Lifecycle.Check(user, "forgot_password", out _)
        ?? (secret.Answer is null ? Errors.Of(403, "E0000034", "Forgot password not allowed on specified user.") : null);

    /// <summary>Saves the credentials that the operation changes, unless the user's status or the operation refuses the change.</summary>
    private EmulatorResponse Change(RequestContext context, string action, Func<JsonObject, Secret, EmulatorResponse?> change) =>
        tenant.WithUser(context, (id, user) =>
    {
        var secret = tenant.Secrets[id];
        if ((Lifecycle.Check(user, action, out var next) ?? change(user, secret)) is { } refused)
        {
            return refused;
        }

        UserModel.SetStatus(user, next, tenant.Now);
        tenant.Users.Save(id, user);
        tenant.Secrets[id] = secret;
        return EmulatorResponse.Json(200, user["credentials"]!.DeepClone());
    });

    private EmulatorResponse? SetPassword(JsonObject user, Secret secret, string? password, string member, bool endsSessions)
    {
        if (password is null)
        {
            return Errors.Validation(member, $"{member}: The field cannot be left blank");
        }

        string[] causes = password == secret.Password
            ? [$"{member}: Password has been used too recently"]
            : [.. UserRules.PasswordCauses(tenant, password)];
        if (causes.Length > 0)
        {
            return member == "newPassword"
                ? Errors.Of(403, "E0000014", "Update of credentials failed", causes)
                : Errors.Of(403, "E0000080", "The password does not meet the complexity requirements of the current password policy.", causes);
        }

        UserModel.MergeCredentials(user, secret, new JsonObject { ["password"] = new JsonObject { ["value"] = password } }, tenant.Now);
        secret.Sessions = endsSessions ? 0 : secret.Sessions;
        return null;
    }
}
