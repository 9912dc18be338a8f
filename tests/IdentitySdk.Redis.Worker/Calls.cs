using System.Diagnostics;
using System.Globalization;
using System.Net;
using IdentitySdk.Redis;

namespace IdentitySdk.Tests.Worker;

/// <summary>Callers that use the store directly, against a server that counts calls.</summary>
internal static class Calls
{
    public const string Bucket = "calls";

    /// <summary>Calls as fast as the store permits.</summary>
    /// <returns>The numbers of successful and refused calls.</returns>
    public static async Task<string> RunAsync(RedisRateLimitStore store, Uri address, int callers, TimeSpan time)
    {
        using var http = new HttpClient { BaseAddress = address };
        var (started, succeeded, refused) = (Stopwatch.GetTimestamp(), 0, 0);
        await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(CallAsync)));
        return $"{succeeded} {refused}";

        async Task CallAsync()
        {
            var clock = TimeProvider.System;
            while (Stopwatch.GetElapsedTime(started) < time)
            {
                var grant = await store.TakeAsync(Bucket, new RateLimitTerms(1, 0, TimeSpan.FromSeconds(10)), default);
                if (!grant.IsGranted)
                {
                    var wait = TimeSpan.FromMilliseconds(Math.Ceiling(grant.Wait.TotalMilliseconds));
                    var rest = Stopwatch.GetElapsedTime(started) is var passed && passed < time ? time - passed : TimeSpan.Zero;
                    var delay = wait < rest ? wait : rest;
                    await Task.Delay(delay, clock);
                    continue;
                }

                var sent = Stopwatch.GetTimestamp();
                using var response = await http.GetAsync("calls");
                var isRefused = response.StatusCode == HttpStatusCode.TooManyRequests;
                Interlocked.Increment(ref isRefused ? ref refused : ref succeeded);
                await store.ReportAsync(
                    Bucket,
                    grant.Number,
                    new RateLimitReport(
                        Read(response, "X-Limit"),
                        Read(response, "X-Remaining"),
                        TimeSpan.FromMilliseconds(Read(response, "X-Resets-In")),
                        Stopwatch.GetElapsedTime(sent),
                        isRefused ? TimeSpan.FromMilliseconds(Read(response, "X-Resets-In")) : TimeSpan.Zero),
                    default);
            }
        }
    }

    /// <summary>Takes calls and never completes them.</summary>
    public static async Task<string> HoldAsync(RedisRateLimitStore store, int calls, TimeSpan lease)
    {
        var granted = 0;
        for (var call = 0; call < calls; call++)
        {
            granted += (await store.TakeAsync(Bucket, new RateLimitTerms(1, 0, lease), default)).IsGranted ? 1 : 0;
        }

        await Console.Out.WriteLineAsync($"{granted}");
        await new TaskCompletionSource().Task;
        return "";
    }

    private static int Read(HttpResponseMessage response, string header) =>
        int.Parse(response.Headers.GetValues(header).Single(), CultureInfo.InvariantCulture);
}
