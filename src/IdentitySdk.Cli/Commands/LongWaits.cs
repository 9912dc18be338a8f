using IdentitySdk.Cli.Hosting;

namespace IdentitySdk.Cli.Commands;

/// <summary>Settings of unattended runs: they wait for a rate limit as long as the vendor's window, which is an hour for OneLogin.</summary>
internal static class LongWaits
{
    private static readonly TimeSpan s_maxWait = TimeSpan.FromMinutes(70);

    public static CliContext AllowedIn(CliContext context) => context with
    {
        Configure = options =>
        {
            options.RateLimits.MaxWait = s_maxWait;
            options.Retry.MaxTotalTime = s_maxWait;
            context.Configure(options);
        },
    };
}
