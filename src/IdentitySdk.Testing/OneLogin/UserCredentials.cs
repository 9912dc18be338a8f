using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using IdentitySdk.Testing.Hosting;
using IdentitySdk.Testing.Json;
using IdentitySdk.Testing.Tokens;

namespace IdentitySdk.Testing.OneLogin;

/// <summary>Passwords and temporary MFA tokens.</summary>
internal sealed partial class UserCredentials(Tenant tenant)
{
    private const int MaxTokenSeconds = 259_200;

    /// <summary>The documentation of the operation lists the special characters that a password may contain.</summary>
    public EmulatorResponse SetPassword(RequestContext context) => Set(context, body => Allowed().IsMatch(body["password"]!.ToString())
        ? null
        : Errors.Field("password", "password has characters that are not allowed"));

    /// <summary>The password is the SHA-256 of salt and password in lower-case hex (the documentation of the operation).</summary>
    public EmulatorResponse SetSaltedPassword(RequestContext context) => Set(context, body =>
    {
        if (body.Text("password_algorithm") != "salt+sha256")
        {
            return Errors.Field("password_algorithm", "password_algorithm should be -> salt+sha256");
        }

        return Hash().IsMatch(body["password"]!.ToString()) ? null : Errors.Field("password", "password should be -> SHA-256 in lower-case hex");
    });

    /// <summary>The only response without envelope. The vendor's sample sends expires_in as text.</summary>
    public EmulatorResponse CreateMfaToken(RequestContext context)
    {
        var body = context.Body;
        var requested = body["expires_in"]?.ToString() ?? $"{MaxTokenSeconds}";
        if (!int.TryParse(requested, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) || seconds > MaxTokenSeconds)
        {
            return Errors.Field("expires_in", "expires_in should be -> integer");
        }

        return tenant.WithUser(context, (id, user) =>
        {
            var token = TokenMint.Random(6);
            tenant.Secrets.Change(id, secret => secret.MfaToken = token);
            tenant.Save(user);
            return EmulatorResponse.Json(200, new JsonObject
            {
                ["mfa_token"] = token,
                ["expires_at"] = tenant.Options.TimeProvider.GetUtcNow().AddSeconds(seconds).UtcDateTime
                    .ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
                ["reusable"] = body["reusable"]?.ToString() == "true",
            });
        });
    }

    private EmulatorResponse Set(RequestContext context, Func<JsonObject, EmulatorResponse?> refuse)
    {
        var body = context.Body;
        if (body.Text("password") is not { Length: > 0 } password || body.Text("password_confirmation") != password)
        {
            return Errors.Of(400, "password and password_confirmation must be same");
        }

        return refuse(body) ?? tenant.WithUser(context, (id, user) =>
        {
            tenant.Secrets.Change(id, secret => UserModel.SetPassword(user, secret, password, tenant.Now));
            return tenant.Save(user);
        });
    }

    [GeneratedRegex(@"^[\p{L}\p{N}!@#€%&.,$+§/()=*;:_-]+$")]
    private static partial Regex Allowed();

    [GeneratedRegex("^[0-9a-f]{64}$")]
    private static partial Regex Hash();
}
