using System.Globalization;
using System.Text.Json.Nodes;
using IdentitySdk.Testing.Hosting;
using IdentitySdk.Testing.Seeding;
using IdentitySdk.Testing.Tokens;

namespace IdentitySdk.Testing.OneLogin;

/// <summary>Passwords and temporary MFA tokens. Passwords are validated but not stored.</summary>
internal sealed class UserCredentials(Users users, TimeProvider time)
{
    private const int MaxTokenSeconds = 259_200;

    public EmulatorResponse SetPassword(RequestContext context) => Set(context, _ => null);

    public EmulatorResponse SetSaltedPassword(RequestContext context) => Set(context, body => body["password_algorithm"]?.ToString() == "salt+sha256"
        ? null
        : Errors.Field("password_algorithm", "password_algorithm should be -> salt+sha256"));

    /// <summary>The only response without envelope. The vendor's sample sends expires_in as text.</summary>
    public EmulatorResponse CreateMfaToken(RequestContext context)
    {
        var body = context.ReadJson() ?? [];
        var requested = body["expires_in"]?.ToString() ?? $"{MaxTokenSeconds}";
        if (!int.TryParse(requested, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) || seconds > MaxTokenSeconds)
        {
            return Errors.Field("expires_in", "expires_in should be -> integer");
        }

        return users.Change(context, _ => null, _ => EmulatorResponse.Json(200, new JsonObject
        {
            ["mfa_token"] = TokenMint.Random(6),
            ["expires_at"] = time.GetUtcNow().AddSeconds(seconds).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            ["reusable"] = body["reusable"]?.ToString() == "true",
        }));
    }

    private EmulatorResponse Set(RequestContext context, Func<JsonObject, EmulatorResponse?> validate)
    {
        if (context.ReadJson() is not { } body)
        {
            return Errors.InvalidJson();
        }

        if (body["password"]?.ToString() is not { Length: > 0 } password || body["password_confirmation"]?.ToString() != password)
        {
            return Errors.Of(400, "password and password_confirmation must be same");
        }

        return validate(body) ?? users.Change(
            context,
            user =>
            {
                user["password_changed_at"] = time.GetUtcNow().Zulu();
                // 7 means that no password has been set yet.
                user["status"] = (int)user["status"]! == 7 ? 1 : (int)user["status"]!;
                return null;
            },
            _ => Envelope.Success());
    }
}
