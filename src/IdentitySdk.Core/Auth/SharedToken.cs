using Microsoft.Extensions.Logging;

namespace IdentitySdk.Core;

/// <summary>One client's place in a token cache. A cache that fails is reported and done without.</summary>
/// <param name="Cache">The cache.</param>
/// <param name="Key">The key, asked each time; null for a token that no other client could use.</param>
/// <param name="Vendor">The vendor's name, for the log.</param>
/// <param name="Logger">Where failures are reported.</param>
internal sealed record SharedToken(ITokenCache Cache, Func<string?> Key, string Vendor, ILogger Logger)
{
    private static readonly TimeSpan s_worthwhile = TimeSpan.FromSeconds(10);

    /// <summary>The cached token if it has life left and the caller can do with it.</summary>
    public async Task<AccessToken?> FindAsync(Func<AccessToken, bool> isWanted, TimeProvider clock)
    {
        if (Key() is not { } key)
        {
            return null;
        }

        try
        {
            var token = await Cache.GetAsync(key, CancellationToken.None).ConfigureAwait(false);
            return token is not null && isWanted(token) && !(token.ExpiresAt <= clock.GetUtcNow() + s_worthwhile) ? token : null;
        }
        catch (Exception fault)
        {
            Log.TokenCacheFailed(Logger, Vendor, fault.GetType().Name);
            return null;
        }
    }

    public async Task StoreAsync(AccessToken token)
    {
        if (Key() is not { } key)
        {
            return;
        }

        try
        {
            await Cache.SetAsync(key, token, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception fault)
        {
            Log.TokenCacheFailed(Logger, Vendor, fault.GetType().Name);
        }
    }

    /// <summary>By its type alone: a message may hold what the caller's function was given.</summary>
    public void ReportFailure(Exception fault) => Log.TokenNotRenewed(Logger, Vendor, fault.GetType().Name);

    /// <summary>The type's name alone.</summary>
    public override string ToString() => nameof(SharedToken);
}
