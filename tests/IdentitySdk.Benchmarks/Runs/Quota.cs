using IdentitySdk.Benchmarks.Report;
using IdentitySdk.Benchmarks.Server;
using IdentitySdk.Okta;
using IdentitySdk.Tests;

namespace IdentitySdk.Benchmarks.Runs;

/// <summary>Measures, in virtual time, how much of a rate limit many callers use and how often they receive a 429.</summary>
internal static class Quota
{
    private const int Windows = 20;

    public static async Task<Section> RunAsync()
    {
        var section = new Section("Calls through a rate limit of windows of a minute, in virtual time", "share of the quota used", "responses 429");
        var (share, refused) = (1.0, 0);
        foreach (var (limit, isFloating) in ((int, bool)[])[(25, false), (25, true), (100, false), (100, true)])
        {
            var run = await MeasureAsync(limit, isFloating).ConfigureAwait(false);
            section.Add($"{limit} calls a minute, windows begin with {(isFloating ? "their first call" : "the minute")}", run.Share, run.Refused);
            (share, refused) = (Math.Min(share, run.Share), refused + run.Refused);
        }

        section.Figures.Add(new Figure("quota left unused under a limit, worst case", 0.03, 0.017, 1 - share, "share"));
        section.Figures.Add(new Figure("responses 429 meanwhile", 0, 0, refused, "count"));
        return section;
    }

    private static async Task<(double Share, int Refused)> MeasureAsync(int limit, bool isFloating)
    {
        var clock = new TestClock { IsAutomatic = false };
        using var server = new LimitedServer(clock, limit, isFloating);
        using var okta = new OktaClient(new OktaClientOptions
        {
            BaseAddress = new Uri("https://example.okta.com"),
            Credential = OktaCredential.ApiToken("00token"),
            Transport = server,
            TimeProvider = clock,
            AttemptTimeout = Timeout.InfiniteTimeSpan,
            RateLimits = { MaxWait = TimeSpan.FromHours(1) },
            Retry = { MaxRetries = 0, MaxTotalTime = TimeSpan.FromDays(3650) },
        });

        await clock.RunAsync(Enumerable.Range(0, limit * Windows).Select(_ => okta.Users.GetAsync("00u1")), TimeSpan.FromMilliseconds(20)).ConfigureAwait(false);

        // All callers wait, so every window is full, except possibly the first and the last one.
        var begins = server.Times.Where((time, index) => index > 0 && time - server.Times[index - 1] > TimeSpan.FromSeconds(1)).ToList();
        var calls = server.Times.Count(time => time >= begins[0] && time < begins[^1]);
        return (calls / (limit * ((begins[^1] - begins[0]) / LimitedServer.Window)), server.Refused);
    }
}
