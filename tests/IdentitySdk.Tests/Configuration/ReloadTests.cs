using IdentitySdk.Okta;
using IdentitySdk.OneLogin;
using IdentitySdk.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace IdentitySdk.Tests.Configuration;

/// <summary>Configuration that changes while a client is in use: the credential takes effect, everything else needs a restart.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ReloadTests : IAsyncDisposable
{
    private readonly ChangingSource _source = new();
    private readonly List<(EventId Id, string Text)> _events = [];
    private readonly IConfigurationRoot _configuration;
    private readonly ServiceCollection _services = [];
    private ServiceProvider? _provider;

    public ReloadTests()
    {
        _configuration = new ConfigurationBuilder().Add(_source).Build();
        _services.AddSingleton<ILoggerFactory>(new Recorder(_events));
    }

    private ServiceProvider Provider => _provider ??= _services.BuildServiceProvider();

    public async ValueTask DisposeAsync()
    {
        if (_provider is not null)
        {
            await _provider.DisposeAsync();
        }
    }

    [Test]
    public async Task Changed_token_is_used_from_the_next_request_on()
    {
        await using var emulator = await OktaEmulator.StartAsync(new OktaEmulatorOptions { UserCount = 2 });
        var okta = Okta(emulator.BaseAddress, emulator.ApiToken);
        await okta.Users.ListAsync();

        var token = emulator.IssueAccessToken();
        Change(("Okta:Credential:ApiToken", null), ("Okta:Credential:AccessToken", token));
        await okta.Users.ListAsync();

        Assert.That(emulator.Requests[^1].Header("Authorization"), Is.EqualTo("Bearer " + token));
        Assert.That(Events(21), Has.Count.EqualTo(1));
        Assert.That(Events(20), Is.Empty);
    }

    [Test]
    public async Task Changed_secret_is_used_by_the_next_token_request()
    {
        await using var emulator = await OneLoginEmulator.StartAsync(new OneLoginEmulatorOptions { UserCount = 2 });
        Change(
            ("OneLogin:BaseAddress", emulator.BaseAddress.AbsoluteUri), ("OneLogin:Credential:ClientId", emulator.ClientId),
            ("OneLogin:Credential:ClientSecret", "outdated"));
        _services.AddOneLoginClient(_configuration.GetSection("OneLogin"));
        var client = Provider.GetRequiredService<OneLoginClient>();
        Assert.That(async () => await client.Users.ListAsync(), Throws.InstanceOf<CredentialException>());

        Change(("OneLogin:Credential:ClientSecret", emulator.ClientSecret));

        Assert.That((await client.Users.ListAsync()).Items, Has.Count.EqualTo(2), "a new credential is used immediately, even after failures of the old one");
    }

    [Test]
    public async Task Change_before_the_client_is_first_resolved_takes_effect()
    {
        await using var emulator = await OktaEmulator.StartAsync(new OktaEmulatorOptions { UserCount = 2 });
        Change(("Okta:BaseAddress", emulator.BaseAddress.AbsoluteUri), ("Okta:Credential:ApiToken", "outdated"));
        _services.AddOktaClient(_configuration.GetSection("Okta"));
        Provider.GetRequiredService<Microsoft.Extensions.Options.IStartupValidator>().Validate();

        Change(("Okta:Credential:ApiToken", emulator.ApiToken));

        Assert.That((await Provider.GetRequiredService<OktaClient>().Users.ListAsync()).Items, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Changed_file_of_a_secret_is_read_with_the_next_reload()
    {
        await using var emulator = await OktaEmulator.StartAsync(new OktaEmulatorOptions { UserCount = 2 });
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, "outdated");
        Change(("Okta:BaseAddress", emulator.BaseAddress.AbsoluteUri), ("Okta:Credential:ApiTokenFile", file));
        _services.AddOktaClient(_configuration.GetSection("Okta"));
        var okta = Provider.GetRequiredService<OktaClient>();

        await File.WriteAllTextAsync(file, emulator.ApiToken);
        Change();

        Assert.That((await okta.Users.ListAsync()).Items, Has.Count.EqualTo(2));
        File.Delete(file);
    }

    [Test]
    public async Task Any_other_change_is_one_log_event_that_names_the_keys()
    {
        await using var emulator = await OktaEmulator.StartAsync(new OktaEmulatorOptions { UserCount = 2 });
        var okta = Okta(emulator.BaseAddress, emulator.ApiToken);

        Change(("Okta:Retry:MaxRetries", "9"), ("Okta:BaseAddress", "https://other.example"));
        Change();
        await okta.Users.ListAsync();

        Assert.That(Events(20), Is.EqualTo(["Okta client Okta needs a restart to use these changes of its configuration: Okta:BaseAddress, Okta:Retry:MaxRetries."]));
        Assert.That(emulator.RequestCount, Is.EqualTo(1), "the address is still the old one");
    }

    [TestCase("Okta:Credential:AccessToken", "S3cr3tV4lue")]
    [TestCase("Okta:Credential:ApiToken", null)]
    [TestCase("Okta:Credential:ApiToken", "two S3cr3tV4lue")]
    public async Task Invalid_credential_does_not_replace_the_current_one(string key, string? value)
    {
        await using var emulator = await OktaEmulator.StartAsync(new OktaEmulatorOptions { UserCount = 2 });
        var okta = Okta(emulator.BaseAddress, emulator.ApiToken);

        Change((key, value));

        Assert.That((await okta.Users.ListAsync()).Items, Has.Count.EqualTo(2));
        Assert.That(Events(22), Has.Count.EqualTo(1).And.All.StartsWith("Okta client Okta keeps its credential, because its configuration has no valid one: Okta:Credential"));
        Assert.That(_events.Select(each => each.Text), Has.None.Contains("S3cr3tV4lue"));
    }

    [Test]
    public async Task Request_rejected_with_the_old_credential_is_replayed_with_the_new_one()
    {
        await using var emulator = await OktaEmulator.StartAsync(new OktaEmulatorOptions { UserCount = 2 });
        var okta = Okta(emulator.BaseAddress, "outdated", new ChangeOnFirstSend(() => Change(("Okta:Credential:ApiToken", emulator.ApiToken))));

        Assert.That((await okta.Users.ListAsync()).Items, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Disposed_provider_ignores_changes()
    {
        await using var emulator = await OktaEmulator.StartAsync(new OktaEmulatorOptions { UserCount = 2 });
        _ = Okta(emulator.BaseAddress, emulator.ApiToken);
        await Provider.DisposeAsync();

        Change(("Okta:Credential:ApiToken", "other"));

        Assert.That(Events(21), Is.Empty);
    }

    private OktaClient Okta(Uri address, string token, DelegatingHandler? handler = null)
    {
        Change(("Okta:BaseAddress", address.AbsoluteUri), ("Okta:Credential:ApiToken", token));
        var builder = _services.AddOktaClient(_configuration.GetSection("Okta"));
        if (handler is not null)
        {
            builder.AddHttpMessageHandler(() => handler);
        }

        return Provider.GetRequiredService<OktaClient>();
    }

    private void Change(params (string Key, string? Value)[] values) => _source.Provider.Change(values);

    private List<string> Events(int id) => [.. _events.Where(each => each.Id.Id == id).Select(each => each.Text)];

    private sealed class ChangingSource : IConfigurationSource
    {
        public ChangingProvider Provider { get; } = new();

        public IConfigurationProvider Build(IConfigurationBuilder builder) => Provider;
    }

    private sealed class ChangingProvider : ConfigurationProvider
    {
        public void Change((string Key, string? Value)[] values)
        {
            foreach (var (key, value) in values)
            {
                if (value is null)
                {
                    Data.Remove(key);
                }
                else
                {
                    Set(key, value);
                }
            }

            OnReload();
        }
    }

    private sealed class ChangeOnFirstSend(Action change) : DelegatingHandler
    {
        private Action? _change = change;

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Interlocked.Exchange(ref _change, null)?.Invoke();
            return base.SendAsync(request, cancellationToken);
        }
    }

    private sealed class Recorder(List<(EventId Id, string Text)> events) : ILoggerFactory, ILogger
    {
        public void AddProvider(ILoggerProvider provider)
        {
        }

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            events.Add((eventId, formatter(state, exception)));

        public void Dispose()
        {
        }
    }
}
