using System.Globalization;
using System.Text;

namespace IdentitySdk.Redis;

/// <summary>Serializes tokens as text, before encryption.</summary>
internal static class TokenRecord
{
    private const string Version = "1";

    public static byte[] Write(AccessToken token) =>
        Encoding.UTF8.GetBytes(string.Join("\n", Version, token.ExpiresAt?.ToString("O", CultureInfo.InvariantCulture), token.Type, token.Value));

    /// <returns>The token; null when the text is not valid in this version.</returns>
    public static AccessToken? Read(byte[] text)
    {
        var lines = Encoding.UTF8.GetString(text).Split('\n');
        if (lines.Length != 4 || lines[0] != Version)
        {
            return null;
        }

        var expiresAt = default(DateTimeOffset?);
        if (lines[1].Length > 0)
        {
            if (!DateTimeOffset.TryParseExact(lines[1], "O", CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var time))
            {
                return null;
            }

            expiresAt = time;
        }

        try
        {
            return new AccessToken(lines[3], expiresAt, lines[2]);
        }
        catch (ArgumentException)
        {
            // The value is not valid in a header.
            return null;
        }
    }
}
