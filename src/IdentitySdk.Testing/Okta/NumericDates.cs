using IdentitySdk.Testing.Tokens;
using Microsoft.IdentityModel.JsonWebTokens;

namespace IdentitySdk.Testing.Okta;

/// <summary>Reads the numeric dates of tokens (RFC 7519).</summary>
internal static class NumericDates
{
    /// <summary>Null when the claim is missing or not a number of seconds.</summary>
    public static DateTimeOffset? NumericDate(this JsonWebToken token, string claim) =>
        long.TryParse(token.Text(claim), out var seconds) ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;
}
