using System.Security.Cryptography;
using System.Text;
using StackExchange.Redis;

namespace IdentitySdk.Redis;

/// <summary>Creates the keys in Redis: prefix, kind and a hash in braces, the hash tag that maps the key to a slot of a cluster.</summary>
internal static class RedisKeys
{
    /// <param name="prefix">The prefix.</param>
    /// <param name="kind">The kind of value.</param>
    /// <param name="name">The name, which the key does not reveal.</param>
    public static RedisKey Create(string prefix, string kind, string name)
    {
        using var sha256 = SHA256.Create();
        var hash = Convert.ToBase64String(sha256.ComputeHash(Encoding.UTF8.GetBytes(name)), 0, 18).Replace('+', '-').Replace('/', '_');
        return $"{prefix}{kind}:{{{hash}}}";
    }
}
