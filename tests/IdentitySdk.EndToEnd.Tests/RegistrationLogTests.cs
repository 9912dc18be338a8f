using System.Collections.Concurrent;
using IdentitySdk.Agilicus;
using IdentitySdk.Okta;
using IdentitySdk.OneLogin;
using IdentitySdk.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace IdentitySdk.Tests;

/// <summary>Logs of registered clients: the HTTP client factory's own loggers would write complete addresses.</summary>
public sealed class RegistrationLogTests
{
    private const string Person = "jane.doe@example.com";

    [Test]
    public async Task Registered_client_logs_its_calls_but_no_address()
    {
        var log = new ConcurrentBag<(string Category, string Text)>();
        await using var okta = await OktaEmulator.StartAsync(new OktaEmulatorOptions { UserCount = 3 });
        await using var oneLogin = await OneLoginEmulator.StartAsync(new OneLoginEmulatorOptions { UserCount = 3 });
        await using var agilicus = await AgilicusEmulator.StartAsync(new AgilicusEmulatorOptions { UserCount = 3 });
        var services = new ServiceCollection();
        services.AddLogging(builder => builder.SetMinimumLevel(LogLevel.Trace).AddProvider(new RecordingLoggerProvider(log)));
        services.AddOktaClient(options => Configure(options, okta).Credential = OktaCredential.ApiToken(okta.ApiToken));
        services.AddOktaClient("second", options => Configure(options, okta).Credential = OktaCredential.ApiToken(okta.ApiToken));
        services.AddOneLoginClient(options => Configure(options, oneLogin).Credential = OneLoginCredential.Client(oneLogin.ClientId, oneLogin.ClientSecret));
        services.AddAgilicusClient(options => Configure(options, agilicus).Credential = AgilicusCredential.AuthenticationDocument(agilicus.AuthenticationDocument));
        await using var provider = services.BuildServiceProvider();

        foreach (var client in new[] { provider.GetRequiredService<OktaClient>(), provider.GetRequiredKeyedService<OktaClient>("second") })
        {
            okta.Faults.Next(2, Fault.Status(503));
            await CallAsync(() => client.Users.GetAsync(Person));
            await CallAsync(() => client.Users.ListAsync(new Okta.ListUsersOptions { Search = $"profile.email eq \"{Person}\"" }));
        }

        oneLogin.Faults.Next(Fault.Reset(ResetPoint.InBody));
        await CallAsync(() => provider.GetRequiredService<OneLoginClient>().Users.ListAsync(new OneLogin.ListUsersOptions { Email = Person }));
        agilicus.Faults.Next(Fault.Html(200));
        await CallAsync(() => provider.GetRequiredService<AgilicusClient>().Users.GetAsync(Person));

        Assert.That(log.Select(entry => entry.Category).Distinct(), Is.EqualTo(new[] { "IdentitySdk" }), "no other category logs these calls");
        Assert.That(log, Has.Count.GreaterThan(8));
        foreach (var (_, text) in log)
        {
            Assert.That(text, Does.Not.Contain("jane").And.Not.Contain("://").And.Not.Contain("127.0.0.1").And.Not.Contain("email"));
        }
    }

    private static T Configure<T>(T options, VendorEmulator emulator)
        where T : IdentityClientOptions
    {
        options.BaseAddress = emulator.BaseAddress;
        options.Retry = new RetryOptions { BaseDelay = TimeSpan.Zero };
        return options;
    }

    private static async Task CallAsync(Func<Task> call)
    {
        try
        {
            await call();
        }
        catch (IdentityApiException exception)
        {
            // The outcome does not matter here; this test reads the log.
            Assert.That(exception.Message, Does.Not.Contain("jane"));
        }
    }

    /// <summary>Records each event with its category, values, exception and scopes.</summary>
    private sealed class RecordingLoggerProvider(ConcurrentBag<(string Category, string Text)> log) : ILoggerProvider
    {
        public ILogger CreateLogger(string categoryName) => new Logger(categoryName, log);

        public void Dispose()
        {
        }

        private sealed class Logger(string category, ConcurrentBag<(string Category, string Text)> log) : ILogger
        {
            public IDisposable? BeginScope<TState>(TState state)
                where TState : notnull
            {
                log.Add((category, $"{state}"));
                return null;
            }

            public bool IsEnabled(LogLevel logLevel) => true;

            public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
                log.Add((category, $"{formatter(state, exception)} {string.Join(' ', state as IEnumerable<KeyValuePair<string, object?>> ?? [])} {exception}"));
        }
    }
}
