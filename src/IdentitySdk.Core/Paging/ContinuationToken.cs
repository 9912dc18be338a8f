using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.Tokens;

namespace IdentitySdk.Core;

/// <summary>Continuation tokens: opaque, versioned strings of a cursor and a fingerprint of the list it belongs to.</summary>
internal static class ContinuationToken
{
    private const byte Version = 1;
    private const int FingerprintBytes = 12;

    public static string Create<T>(PagedRequest<T> list, Uri baseAddress, string cursor)
    {
        var text = Encoding.UTF8.GetBytes(cursor);
        var token = new byte[1 + FingerprintBytes + text.Length];
        token[0] = Version;
        Fingerprint(list, baseAddress).AsSpan(0, FingerprintBytes).CopyTo(token.AsSpan(1));
        text.CopyTo(token, 1 + FingerprintBytes);
        return Base64UrlEncoder.Encode(token);
    }

    /// <summary>Reads the cursor of a token.</summary>
    /// <exception cref="ArgumentException">The token is not one of this SDK, or belongs to another list or to other filters.</exception>
    public static string ReadCursor<T>(PagedRequest<T> list, Uri baseAddress, string token, string argument)
    {
        var bytes = list.Style.Cursor is null ? null : Decode(token);
        if (bytes is null || bytes.Length < 1 + FingerprintBytes || bytes[0] != Version)
        {
            throw new ArgumentException("This is not a continuation token of this version.", argument);
        }

        if (!bytes.AsSpan(1, FingerprintBytes).SequenceEqual(Fingerprint(list, baseAddress).AsSpan(0, FingerprintBytes)))
        {
            throw new ArgumentException("The continuation token belongs to another list, or to the same one with other filters.", argument);
        }

        return Encoding.UTF8.GetString(bytes, 1 + FingerprintBytes, bytes.Length - 1 - FingerprintBytes);
    }

    /// <summary>Digest of the base address, the operation, its ids and its filters in any order. Cursor and page size may change between pages.</summary>
    private static byte[] Fingerprint<T>(PagedRequest<T> list, Uri baseAddress)
    {
        var text = new StringBuilder(list.Request.Method).Append(' ').Append(baseAddress.AbsoluteUri.TrimEnd('/')).Append(list.Request.ExpandedPath);
        foreach (var pair in list.Request.Parameters.OrderBy(static pair => pair.Key, StringComparer.Ordinal))
        {
            if (!list.Style.IsPaging(pair.Key))
            {
                text.Append('&').Append(Uri.EscapeDataString(pair.Key)).Append('=').Append(Uri.EscapeDataString(pair.Value));
            }
        }

        return SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString()));
    }

    private static byte[]? Decode(string token)
    {
        try
        {
            return Base64UrlEncoder.DecodeBytes(token);
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
