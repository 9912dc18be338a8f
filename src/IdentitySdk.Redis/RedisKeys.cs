using System.Security.Cryptography;
using System.Text;
using StackExchange.Redis;

namespace IdentitySdk.Redis;

/// <summary>The keys in Redis: prefix, kind and a hash in braces, which keeps whatever belongs to it in one slot of a cluster.</summary>
internal static class RedisKeys
{
    /// <param name="prefix">The prefix.</param>
    /// <param name="kind">What the key holds.</param>
    /// <param name="name">What it is for, which the key does not show.</param>
    public static RedisKey Create(string prefix, string kind, string name)
    {
        using var sha256 = SHA256.Create();
        var hash = Convert.ToBase64String(sha256.ComputeHash(Encoding.UTF8.GetBytes(name)), 0, 18).Replace('+', '-').Replace('/', '_');
        return $"{prefix}{kind}:{{{hash}}}";
    }
}
