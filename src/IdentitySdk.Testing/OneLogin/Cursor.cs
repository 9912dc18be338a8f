using System.Globalization;
using System.Text;

namespace IdentitySdk.Testing.OneLogin;

/// <summary>A cursor: the sort keys of the last row in base64 without padding, as in recorded responses.</summary>
internal static class Cursor
{
    private const string Prefix = "account_id:::--##id:::";

    public static string Of(long id) =>
        Convert.ToBase64String(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Prefix}{id}"))).TrimEnd('=');

    /// <summary>Missing and empty both mean the first page.</summary>
    public static bool TryParse(string? text, out long? id)
    {
        id = null;
        if (string.IsNullOrEmpty(text))
        {
            return true;
        }

        var bytes = new byte[text.Length];
        var unpadded = text.TrimEnd('=');
        if (!Convert.TryFromBase64String(unpadded.PadRight((unpadded.Length + 3) / 4 * 4, '='), bytes, out var count))
        {
            return false;
        }

        var keys = Encoding.ASCII.GetString(bytes, 0, count);
        var valid = long.TryParse(keys.AsSpan(Math.Min(Prefix.Length, keys.Length)), NumberStyles.None, CultureInfo.InvariantCulture, out var number);
        id = number;
        return valid && keys.StartsWith(Prefix, StringComparison.Ordinal);
    }
}
