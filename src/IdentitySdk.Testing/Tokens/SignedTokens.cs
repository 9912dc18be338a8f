using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace IdentitySdk.Testing.Tokens;

/// <summary>Verifies tokens signed by clients. Lifetimes are not validated here, because the emulator's clock may differ from the system's.</summary>
internal static class SignedTokens
{
    /// <summary>The token's claims if one of the keys signed it; null otherwise.</summary>
    public static async ValueTask<JsonWebToken?> VerifyAsync(string token, params SecurityKey[] keys)
    {
        var result = await new JsonWebTokenHandler().ValidateTokenAsync(token, new TokenValidationParameters
        {
            IssuerSigningKeys = keys,
            TryAllIssuerSigningKeys = true,
            ValidateIssuer = false,
            ValidateAudience = false,
            ValidateLifetime = false,
        });
        return result.IsValid ? result.SecurityToken as JsonWebToken : null;
    }

    public static string? Text(this JsonWebToken token, string claim) => token.TryGetPayloadValue<object>(claim, out var value) ? value?.ToString() : null;

    /// <summary>A numeric date (RFC 7519); null when the claim is missing or not a number of seconds.</summary>
    public static DateTimeOffset? NumericDate(this JsonWebToken token, string claim) =>
        long.TryParse(token.Text(claim), out var seconds) ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;
}
