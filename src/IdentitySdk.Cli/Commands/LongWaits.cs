using IdentitySdk.Cli.Hosting;

namespace IdentitySdk.Cli.Commands;

/// <summary>Runs that have all night: they wait for a rate limit as long as the vendor's window is, which is an hour for OneLogin.</summary>
internal static class Patience
{
    private static readonly TimeSpan s_longest = TimeSpan.FromMinutes(70);

    public static CliContext Of(CliContext context) => context with
    {
        Configure = options =>
        {
            options.RateLimits.MaxWait = s_longest;
            options.Retry.MaxTotalTime = s_longest;
            context.Configure(options);
        },
    };
}
