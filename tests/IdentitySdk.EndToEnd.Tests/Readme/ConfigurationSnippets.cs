using System.Text.Json;
using System.Text.RegularExpressions;
using IdentitySdk.Agilicus;
using IdentitySdk.Okta;
using IdentitySdk.OneLogin;
using IdentitySdk.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace IdentitySdk.Tests.Readme;

/// <summary>The examples of docs/configuration.md, run against emulators; compared by <see cref="ReadmeTests"/>.</summary>
public sealed partial class ConfigurationSnippets
{
    private static WebApplication CreateApplication(string[] args)
    {
        #region MinimalApi
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddOktaClient("acme", builder.Configuration.GetSection("Okta:acme"));
        builder.Services.AddOneLoginClient("globex", builder.Configuration.GetSection("OneLogin:globex"));
        builder.Services.AddAgilicusClient("initech", builder.Configuration.GetSection("Agilicus:initech"));
        builder.Services.AddHealthChecks().AddOkta("acme").AddOneLogin("globex").AddAgilicus("initech");

        var app = builder.Build();
        app.MapHealthChecks("/health");
        app.MapGet("/acme/users", async ([FromKeyedServices("acme")] OktaClient okta, CancellationToken cancellationToken) =>
            new { Users = await okta.Users.ListAllAsync(cancellationToken: cancellationToken).CountAsync(cancellationToken) });
        app.MapGet("/globex/users", async ([FromKeyedServices("globex")] IdentitySdk.OneLogin.IUsersClient users, CancellationToken cancellationToken) =>
            new { Users = await users.ListAllAsync(cancellationToken: cancellationToken).CountAsync(cancellationToken) });
        app.MapGet("/initech/users", async ([FromKeyedServices("initech")] AgilicusClient agilicus, CancellationToken cancellationToken) =>
            new { Users = await agilicus.Users.ListAllAsync(cancellationToken: cancellationToken).CountAsync(cancellationToken) });
        #endregion
        return app;
    }

    private static HostApplicationBuilder CreateWorker(string[] args)
    {
        #region Worker
        var builder = Host.CreateApplicationBuilder(args);
        builder.Services.AddOktaClient(builder.Configuration.GetSection("Okta:acme"));
        builder.Services.AddHostedService<UserCount>();
        #endregion
        return builder;
    }

    private static async Task NativeAsync()
    {
        #region Native
        var configuration = new ConfigurationBuilder().AddJsonFile("appsettings.json").AddEnvironmentVariables().Build();
        var services = new ServiceCollection();
        services.AddOktaClient(configuration.GetSection("Okta:acme"));
        await using var provider = services.BuildServiceProvider();

        await foreach (var user in provider.GetRequiredService<OktaClient>().Users.ListAllAsync())
        {
            Console.WriteLine(user.Id);
        }
        #endregion
    }

    #region HostedService
    public sealed class UserCount(IdentitySdk.Okta.IUsersClient users, IHostApplicationLifetime lifetime) : BackgroundService
    {
        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            Console.WriteLine($"{await users.ListAllAsync(cancellationToken: stoppingToken).CountAsync(stoppingToken)} users");
            lifetime.StopApplication();
        }
    }
    #endregion

    [Test]
    public async Task Minimal_api_of_three_tenants_runs_from_appsettings_with_health_checks()
    {
        await using var okta = await OktaEmulator.StartAsync(new OktaEmulatorOptions { UserCount = 3 });
        await using var oneLogin = await OneLoginEmulator.StartAsync(new OneLoginEmulatorOptions { UserCount = 4 });
        await using var agilicus = await AgilicusEmulator.StartAsync(new AgilicusEmulatorOptions { UserCount = 5 });
        var folder = Directory.CreateTempSubdirectory("identitysdk-configuration-").FullName;
        await using var app = CreateApplication(await WriteSettingsAsync(folder, okta, oneLogin, agilicus));
        await app.StartAsync();
        using var client = new HttpClient { BaseAddress = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()) };

        Assert.That(await client.GetStringAsync("/acme/users"), Is.EqualTo("""{"users":3}"""));
        Assert.That(await client.GetStringAsync("/globex/users"), Is.EqualTo("""{"users":4}"""));
        Assert.That(await client.GetStringAsync("/initech/users"), Is.EqualTo("""{"users":5}"""));
        Assert.That(await client.GetStringAsync("/health"), Is.EqualTo("Healthy"));

        var health = app.Services.GetRequiredService<Microsoft.Extensions.Diagnostics.HealthChecks.HealthCheckService>();
        var before = okta.RequestCount + oneLogin.RequestCount + agilicus.RequestCount;
        oneLogin.Faults.Next(Fault.Status(503));
        okta.Faults.Next(Fault.Status(429));
        var report = await health.CheckHealthAsync();

        Assert.That(okta.RequestCount + oneLogin.RequestCount + agilicus.RequestCount, Is.EqualTo(before + 3), "one read each, never retried");
        Assert.That(report.Entries.Select(entry => $"{entry.Key} {entry.Value.Status}"), Is.EquivalentTo(["okta-acme Degraded", "onelogin-globex Unhealthy", "agilicus-initech Healthy"]));
        Assert.That(report.Entries["onelogin-globex"].Description, Does.StartWith("OneLogin GET /api/1/users: server error, HTTP 503"));
        Assert.That(okta.Requests.Concat(oneLogin.Requests).Concat(agilicus.Requests).TakeLast(3).Select(request => request.Method), Has.All.EqualTo("GET"));
        Directory.Delete(folder, recursive: true);
    }

    [Test]
    public void Printed_settings_are_valid_except_for_missing_secret_files()
    {
        var page = File.ReadAllText(Repository.Path("docs", "configuration.md"));
        var settings = File.ReadAllText(Repository.Path("tests", "IdentitySdk.EndToEnd.Tests", "Readme", "appsettings.json"));
        Assert.That(JsonFence().Match(page).Groups[1].Value, Is.EqualTo(settings), "Change docs/configuration.md and Readme/appsettings.json together.");

        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.AddJsonStream(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(settings)));
        builder.Services.AddOktaClient("acme", builder.Configuration.GetSection("Okta:acme"));
        builder.Services.AddOneLoginClient("globex", builder.Configuration.GetSection("OneLogin:globex"));
        builder.Services.AddAgilicusClient("initech", builder.Configuration.GetSection("Agilicus:initech"));
        using var provider = builder.Services.BuildServiceProvider();

        var exception = Assert.Throws<AggregateException>(provider.GetRequiredService<IStartupValidator>().Validate);
        Assert.That(exception!.InnerExceptions.Select(each => each.Message), Is.EquivalentTo([
            "Okta:acme:Credential:PrivateKeyFile names a file that cannot be read",
            "OneLogin:globex:Credential:ClientSecretFile names a file that cannot be read",
            "Agilicus:initech:Credential:AuthenticationDocumentFile names a file that cannot be read",
        ]));
    }

    [Test]
    public async Task Worker_counts_users_and_an_invalid_section_stops_it_at_start()
    {
        await using var okta = await OktaEmulator.StartAsync(new OktaEmulatorOptions { UserCount = 3 });
        var builder = CreateWorker([$"--Okta:acme:BaseAddress={okta.BaseAddress}", $"--Okta:acme:Credential:ApiToken={okta.ApiToken}"]);
        builder.Logging.ClearProviders();
        using var worker = builder.Build();
        await worker.RunAsync();
        Assert.That(okta.RequestCount, Is.EqualTo(1));

        var bad = CreateWorker(["--Okta:acme:BaseAdress=x"]);
        bad.Logging.ClearProviders();
        using var host = bad.Build();
        Assert.That(async () => await host.StartAsync(), Throws.TypeOf<OptionsValidationException>().With.Message.StartsWith("Okta:acme:BaseAdress is not a key of this section"));
    }

    /// <summary>Writes the printed settings with the emulators' addresses and secrets; returns the arguments of the application.</summary>
    private static async Task<string[]> WriteSettingsAsync(string folder, OktaEmulator okta, OneLoginEmulator oneLogin, AgilicusEmulator agilicus)
    {
        string[] files = [Path.Combine(folder, "okta-acme.pem"), Path.Combine(folder, "onelogin-globex"), Path.Combine(folder, "agilicus-initech.json")];
        await File.WriteAllTextAsync(files[0], okta.PrivateKeyPem);
        await File.WriteAllTextAsync(files[1], oneLogin.ClientSecret);
        await File.WriteAllTextAsync(files[2], agilicus.AuthenticationDocument);
        File.Copy(Repository.Path("tests", "IdentitySdk.EndToEnd.Tests", "Readme", "appsettings.json"), Path.Combine(folder, "appsettings.json"));
        return
        [
            $"--contentRoot={folder}", "--urls=http://127.0.0.1:0", "--Logging:LogLevel:Default=None",
            $"--Okta:acme:BaseAddress={okta.BaseAddress}", $"--Okta:acme:Credential:ClientId={okta.ClientId}", $"--Okta:acme:Credential:PrivateKeyFile={files[0]}",
            "--Okta:acme:Credential:Scopes:0=okta.users.manage",
            $"--OneLogin:globex:BaseAddress={oneLogin.BaseAddress}", $"--OneLogin:globex:Credential:ClientId={oneLogin.ClientId}",
            $"--OneLogin:globex:Credential:ClientSecretFile={files[1]}",
            $"--Agilicus:initech:BaseAddress={agilicus.BaseAddress}", $"--Agilicus:initech:Credential:AuthenticationDocumentFile={files[2]}",
        ];
    }

    [GeneratedRegex("```json\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex JsonFence();
}
