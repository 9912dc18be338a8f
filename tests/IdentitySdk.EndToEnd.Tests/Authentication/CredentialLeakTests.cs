using System.Collections.Concurrent;
using System.Diagnostics;
using IdentitySdk.Testing;
using Microsoft.Extensions.Logging;

namespace IdentitySdk.Tests.Authentication;

/// <summary>Credentials and tokens appear in no exception, log, activity or cache key.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[TestFixtureSource(typeof(EmulatorSession), nameof(EmulatorSession.Kinds))]
public sealed class CredentialLeakTests(string kind)
{
    private readonly JumpingClock _clock = new();

    [Test]
    public async Task Secret_is_in_no_exception_log_activity_or_cache_key()
    {
        var texts = new ConcurrentBag<string>();
        using var log = LoggerFactory.Create(builder => builder.SetMinimumLevel(LogLevel.Trace).AddProvider(new RecordingLoggerProvider(texts)));
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "IdentitySdk",
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity => texts.Add($"{activity.DisplayName} {activity.StatusDescription} {string.Join(' ', activity.TagObjects)}"),
        };
        ActivitySource.AddActivityListener(listener);
        var cache = new RecordingTokenCache();
        await using var session = await EmulatorSession.StartAsync(kind, _clock, cache, log);
        var faults = new[]
        {
            Fault.Status(401), Fault.Status(400, """{"error":"invalid_client"}"""), Fault.Status(200, "{}"), Fault.Reset(), Fault.Html(), Fault.TruncatedBody,
        };
        foreach (var fault in faults)
        {
            session.Emulator.Faults.When(request => request.IsTokenRequest, fault, times: 4);
            Record(texts, (await Assert.CatchAsync(() => session.GetAsync(CancellationToken.None)))!);
            session.Emulator.Faults.Clear();

            // A failed token request fails all calls for a while.
            _clock.Advance(TimeSpan.FromMinutes(2));
        }

        await session.GetAsync(CancellationToken.None);
        session.Emulator.Faults.Next(2, Fault.ExpireToken);
        Record(texts, (await Assert.CatchAsync(() => session.GetAsync(CancellationToken.None)))!);
        texts.Add($"{session.Credential} {cache.Keys.FirstOrDefault()}");

        var secrets = Secrets(session.Emulator).ToList();
        Assert.That(secrets, Has.Count.GreaterThan(3));
        foreach (var text in texts)
        {
            Assert.That(secrets.FirstOrDefault(text.Contains), Is.Null, text);
        }
    }

    /// <summary>Every secret that was sent, including the parts of signed tokens.</summary>
    private static IEnumerable<string> Secrets(VendorEmulator emulator)
    {
        var sent = emulator.Requests
            .SelectMany(request => new[] { request.Header("Authorization"), request.Header("DPoP") })
            .OfType<string>()
            .SelectMany(header => header.Split(' ', ':', ','))
            .Concat(emulator is OneLoginEmulator oneLogin ? [oneLogin.ClientSecret] : []);
        var assertions = emulator.Requests
            .Where(request => request.IsTokenRequest)
            .SelectMany(request => request.Body.Split('&'))
            .Where(field => field.Contains("assertion="))
            .Select(field => field.Split('=')[1]);
        return sent.Concat(assertions).SelectMany(secret => secret.Split('.')).Where(secret => secret.Length > 15).Distinct();
    }

    private static void Record(ConcurrentBag<string> texts, Exception exception)
    {
        texts.Add(exception.ToString());
        if (exception is IdentityApiException { Response: { } response })
        {
            texts.Add(response.ToString()!);
        }
    }

    private sealed class RecordingLoggerProvider(ConcurrentBag<string> texts) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            texts.Add($"{formatter(state, exception)} {exception}");

        public void Dispose()
        {
        }
    }
}
