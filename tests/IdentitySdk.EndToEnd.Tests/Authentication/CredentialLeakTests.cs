using System.Collections.Concurrent;
using System.Diagnostics;
using IdentitySdk.Testing;
using Microsoft.Extensions.Logging;

namespace IdentitySdk.Tests.Authentication;

/// <summary>Credentials and tokens stay out of everything that a person or a log gets to see.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[TestFixtureSource(typeof(AuthBench), nameof(AuthBench.Kinds))]
public sealed class LeakTests(string kind)
{
    private readonly JumpingClock _clock = new();

    [Test]
    public async Task No_secret_is_in_exceptions_logs_activities_or_cache_keys()
    {
        var seen = new ConcurrentBag<string>();
        using var log = LoggerFactory.Create(builder => builder.SetMinimumLevel(LogLevel.Trace).AddProvider(new Recorder(seen)));
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "IdentitySdk",
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity => seen.Add($"{activity.DisplayName} {activity.StatusDescription} {string.Join(' ', activity.TagObjects)}"),
        };
        ActivitySource.AddActivityListener(listener);
        var cache = new WatchedCache();
        await using var bench = await AuthBench.StartAsync(kind, _clock, cache, log);
        var faults = new[] { Fault.Status(401), Fault.Status(400, """{"error":"invalid_client"}"""), Fault.Status(200, "{}"), Fault.Reset(), Fault.Html(), Fault.TruncatedBody };
        foreach (var fault in faults)
        {
            bench.Emulator.Faults.When(request => request.IsTokenRequest, fault, times: 4);
            Record(seen, (await Assert.CatchAsync(() => bench.GetAsync(CancellationToken.None)))!);
            bench.Emulator.Faults.Clear();
        }

        await bench.GetAsync(CancellationToken.None);
        bench.Emulator.Faults.Next(2, Fault.ExpireToken);
        Record(seen, (await Assert.CatchAsync(() => bench.GetAsync(CancellationToken.None)))!);
        seen.Add($"{bench.Credential} {cache.Keys.FirstOrDefault()}");

        var secrets = Secrets(bench.Emulator).ToList();
        Assert.That(secrets, Has.Count.GreaterThan(3));
        foreach (var text in seen)
        {
            Assert.That(secrets.FirstOrDefault(text.Contains), Is.Null, text);
        }
    }

    /// <summary>All that was sent to prove who calls, the parts of signed tokens included.</summary>
    private static IEnumerable<string> Secrets(VendorEmulator emulator)
    {
        var sent = emulator.Requests
            .SelectMany(request => new[] { request.Header("Authorization"), request.Header("DPoP") })
            .OfType<string>()
            .SelectMany(header => header.Split(' ', ':', ','))
            .Concat(emulator is OneLoginEmulator oneLogin ? [oneLogin.ClientSecret] : []);
        var forms = emulator.Requests.Where(request => request.IsTokenRequest).SelectMany(request => request.Body.Split('&')).Where(field => field.Contains("assertion=")).Select(field => field.Split('=')[1]);
        return sent.Concat(forms).SelectMany(secret => secret.Split('.')).Where(secret => secret.Length > 15).Distinct();
    }

    private static void Record(ConcurrentBag<string> seen, Exception fault)
    {
        seen.Add(fault.ToString());
        if (fault is IdentityApiException { Response: { } response })
        {
            seen.Add(response.ToString()!);
        }
    }

    private sealed class Recorder(ConcurrentBag<string> seen) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            seen.Add($"{formatter(state, exception)} {exception}");

        public void Dispose()
        {
        }
    }
}
