using IdentitySdk.Agilicus;
using IdentitySdk.Okta;
using IdentitySdk.OneLogin;
using IdentitySdk.Testing;
using IdentitySdk.Tests.Conventions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace IdentitySdk.Tests.Configuration;

/// <summary>Clients whose options come from configuration.</summary>
public sealed class ConfiguredClientTests
{
    private const string Secret = "S3cr3tV4lue";

    private static IEnumerable<TestCaseData> BadSections()
    {
        const string Address = "BaseAddress=https://example.okta.com";
        const string Token = "Credential:ApiToken=" + Secret;
        return
        [
            Case("", "The configuration section Okta:acme is missing or empty"),
            Case($"{Address};{Token};BaseAdress=x", "Okta:acme:BaseAdress is not a key of this section"),
            Case($"{Address};{Token};Retry:Max=1;Retry=2", "Okta:acme:Retry:Max is not a key of this section; Okta:acme:Retry is not a key of this section"),
            Case($"{Address};{Token};Credential:Token={Secret}", "Okta:acme:Credential:Token is not a key of this section"),
            Case($"{Address};{Token};Credential:AccessToken={Secret}", "Okta:acme:Credential has ApiToken and AccessToken, but only one credential is allowed"),
            Case($"{Address};{Token};Credential:ApiTokenFile={Secret}", "Okta:acme:Credential has ApiToken and ApiTokenFile, but only one credential is allowed"),
            Case($"{Address};Credential:ClientId=x", "Okta:acme:Credential has none of ApiToken, PrivateKey, AccessToken"),
            Case($"{Address};{Token};Credential:ClientId=x", "Okta:acme:Credential:ClientId is not allowed with ApiToken"),
            Case($"{Address};Credential:PrivateKey={Secret};Credential:ClientId=x", "Okta:acme:Credential:Scopes is missing, which PrivateKey requires"),
            Case($"{Address};Credential:PrivateKey={Secret};Credential:ClientId=x;Credential:Scopes=a", "Okta:acme:Credential: "),
            Case($"{Address};Credential:PrivateKeyFile=/nowhere/{Secret};Credential:ClientId=x;Credential:Scopes=a", "Okta:acme:Credential:PrivateKeyFile names a file that cannot be read"),
            Case($"{Address};Credential:ApiToken={{token}}", "Okta:acme:Credential: A credential contains a placeholder"),
            Case($"{Address};{Token};Paging:Prefetch=yes", "Okta:acme:Paging:Prefetch must be true or false"),
            Case($"{Address};{Token};AttemptTimeout=30", "Okta:acme:AttemptTimeout must be a time span as hh:mm:ss, or Infinite"),
            Case($"{Address};{Token};AttemptTimeout=00:99:99", "Okta:acme:AttemptTimeout must be a time span"),
            Case($"{Address};{Token};Retry:MaxRetries=1.5", "Okta:acme:Retry:MaxRetries must be a whole number"),
            Case($"{Address};{Token};Retry:MaxRetries=101", "Okta:acme:Retry:MaxRetries: Retry.MaxRetries must be from 0 to 100"),
            Case($"{Address};{Token};RateLimits:Share=0,5", "Okta:acme:RateLimits:Share must be a number with a decimal point"),
            Case($"{Address};{Token};TrustedOrigins:0=gateway", "Okta:acme:TrustedOrigins:0 must be an absolute URI"),
            Case($"BaseAddress=example;{Token}", "Okta:acme:BaseAddress must be an absolute URI"),
            Case($"BaseAddress=https://{Secret}@example.com;{Token}", "Okta:acme:BaseAddress: BaseAddress must not hold user info"),
            Case($"BaseAddress:x=https://example.com;{Token}", "Okta:acme:BaseAddress:x is not a key of this section; Okta:acme:BaseAddress must be an absolute URI"),
            Case(Token, "Okta:acme:BaseAddress: "),
            Case(Address, "Okta:acme:Credential: Credential is missing"),
            Case($"{Address};Credential:ApiToken=", "Okta:acme:Credential has none of ApiToken, PrivateKey, AccessToken"),
            Case($"{Address};Credential:PrivateKey={Secret};Credential:ClientId=x;Credential:Scopes=a;Credential:Dpop=Sometimes", "Okta:acme:Credential:Dpop must be one of Automatic, Required, Off"),
        ];

        static TestCaseData Case(string settings, string expected) => new(settings, expected);
    }

    [TestCaseSource(nameof(BadSections))]
    public void Invalid_section_is_one_startup_error_that_names_section_and_key(string settings, string expected)
    {
        using var provider = Services("Okta:acme", settings, out var section).AddOktaClient("acme", section).Services.BuildServiceProvider();

        Assert.That(
            provider.GetRequiredService<IStartupValidator>().Validate,
            Throws.TypeOf<OptionsValidationException>().With.Message.StartsWith(expected).And.Message.Not.Contains(Secret));
        Assert.That(() => provider.GetRequiredKeyedService<OktaClient>("acme"), Throws.TypeOf<OptionsValidationException>());
    }

    [Test]
    public void All_invalid_sections_are_reported_together()
    {
        var services = Services("Okta:acme", "BaseAddress=x", out var section);
        services.AddOktaClient("acme", section);
        services.AddOneLoginClient("globex", section);
        services.AddAgilicusClient(section);
        using var provider = services.BuildServiceProvider();

        Assert.That(
            provider.GetRequiredService<IStartupValidator>().Validate,
            Throws.TypeOf<AggregateException>().With.Property("InnerExceptions").Count.EqualTo(3));
    }

    [Test]
    public void Named_options_can_be_changed_in_code_and_are_validated_afterwards()
    {
        var services = Services("Okta", "BaseAddress=https://example.okta.com", out var section);
        services.AddOktaClient("acme", section);
        services.Configure<OktaClientOptions>("acme", options => options.Credential = OktaCredential.ApiToken(Secret));
        services.AddOktaClient("acme", options => options.Retry.MaxRetries = 7);
        using var provider = services.BuildServiceProvider();

        provider.GetRequiredService<IStartupValidator>().Validate();

        Assert.That(provider.GetRequiredService<IOptionsMonitor<OktaClientOptions>>().Get("acme").Retry.MaxRetries, Is.EqualTo(7));
        Assert.That(provider.GetRequiredKeyedService<OktaClient>("acme"), Is.Not.Null);
    }

    private static IEnumerable<TestCaseData> Credentials()
    {
        return
        [
            Okta("ApiToken", emulator => emulator.ApiToken), Okta("AccessToken", emulator => emulator.IssueAccessToken()),
            Okta("PrivateKey", emulator => emulator.PrivateKeyPem, emulator => $"Credential:ClientId={emulator.ClientId};Credential:Scopes:0=okta.users.manage;Credential:Dpop=off"),
            Okta("PrivateKey", emulator => emulator.EcPrivateKeyJwk, emulator => $"Credential:ClientId={emulator.ClientId};Credential:Scopes=okta.users.manage"),
            OneLogin("ClientSecret", emulator => emulator.ClientSecret, emulator => $"Credential:ClientId={emulator.ClientId};Credential:HeaderStyle=clientidandsecret"),
            OneLogin("AccessToken", emulator => emulator.IssueAccessToken()),
            Agilicus("AuthenticationDocument", emulator => emulator.AuthenticationDocument), Agilicus("AccessToken", emulator => emulator.IssueAccessToken()),
        ];

        static TestCaseData Okta(string kind, Func<OktaEmulator, string> secret, Func<OktaEmulator, string>? others = null) => Case(
            "Okta", kind, async () => await OktaEmulator.StartAsync(new OktaEmulatorOptions { UserCount = 3 }), secret, others,
            (services, section) => services.AddOktaClient(section), provider => provider.GetRequiredService<OktaClient>().Users.ListAllAsync().CountAsync());

        static TestCaseData OneLogin(string kind, Func<OneLoginEmulator, string> secret, Func<OneLoginEmulator, string>? others = null) => Case(
            "OneLogin", kind, async () => await OneLoginEmulator.StartAsync(new OneLoginEmulatorOptions { UserCount = 3 }), secret, others,
            (services, section) => services.AddOneLoginClient(section), provider => provider.GetRequiredService<OneLoginClient>().Users.ListAllAsync().CountAsync());

        static TestCaseData Agilicus(string kind, Func<AgilicusEmulator, string> secret) => Case(
            "Agilicus", kind, async () => await AgilicusEmulator.StartAsync(new AgilicusEmulatorOptions { UserCount = 3 }), secret, null,
            (services, section) => services.AddAgilicusClient(section), provider => provider.GetRequiredService<AgilicusClient>().Users.ListAllAsync().CountAsync());

        static TestCaseData Case<T>(
            string vendor, string kind, Func<Task<T>> start, Func<T, string> secret, Func<T, string>? others,
            Action<IServiceCollection, IConfiguration> add, Func<IServiceProvider, ValueTask<int>> count)
            where T : VendorEmulator => new TestCaseData(new Func<bool, Task<int>>(async isFile =>
            {
                await using var emulator = await start();
                var file = Path.GetTempFileName();
                await File.WriteAllTextAsync(file, secret(emulator) + "\n");
                var values = new Dictionary<string, string?>(Settings(vendor, $"BaseAddress={emulator.BaseAddress};{others?.Invoke(emulator)}"))
                {
                    [$"{vendor}:Credential:{kind}{(isFile ? "File" : "")}"] = isFile ? file : secret(emulator),
                };
                var services = new ServiceCollection();
                add(services, new ConfigurationBuilder().AddInMemoryCollection(values).Build().GetSection(vendor));
                await using var provider = services.BuildServiceProvider();
                var users = await count(provider);
                File.Delete(file);
                return users;
            })).SetArgDisplayNames($"{vendor} {kind}{(others is null ? "" : " with others")}");
    }

    [TestCaseSource(nameof(Credentials))]
    public async Task Every_kind_of_credential_works_by_value_and_by_file(Func<bool, Task<int>> count)
    {
        Assert.That(await count(false), Is.EqualTo(3));
        Assert.That(await count(true), Is.EqualTo(3));
    }

    [Test]
    public void Interfaces_of_all_clients_are_registered_for_unnamed_and_named_clients()
    {
        var services = Services("Any", "BaseAddress=https://vendor.example;Credential:AccessToken=token", out var section);
        services.AddOktaClient(section).Services.AddOktaClient("acme", section);
        services.AddOneLoginClient(section).Services.AddOneLoginClient("acme", section);
        services.AddAgilicusClient(section).Services.AddAgilicusClient("acme", section);
        using var provider = services.BuildServiceProvider(validateScopes: true);

        foreach (var client in Types.Clients)
        {
            var (service, root) = (client.GetInterface("I" + client.Name)!, Types.RootClients.Single(root => root.Namespace == client.Namespace));
            var property = root.GetProperties().Single(each => each.PropertyType == client);
            Assert.That(provider.GetService(service), Is.SameAs(property.GetValue(provider.GetService(root))), service.FullName);
            Assert.That(provider.GetKeyedService(service, "acme"), Is.SameAs(property.GetValue(provider.GetKeyedService(root, "acme"))), service.FullName);
            Assert.That(provider.GetKeyedService(service, "acme"), Is.Not.SameAs(provider.GetService(service)));
        }
    }

    [Test]
    public void Missing_arguments_are_named()
    {
        Assert.That(() => new ServiceCollection().AddOktaClient((IConfiguration)null!), Throws.ArgumentNullException.With.Property("ParamName").EqualTo("section"));
        Assert.That(() => new ServiceCollection().AddOktaClient("acme", (IConfiguration)null!), Throws.ArgumentNullException.With.Property("ParamName").EqualTo("section"));
        Assert.That(() => new ServiceCollection().AddOktaClient("", Build("x", "")), Throws.ArgumentException.With.Property("ParamName").EqualTo("name"));
    }

    private static ServiceCollection Services(string path, string settings, out IConfigurationSection section)
    {
        section = Build(path, settings).GetSection(path);
        return [];
    }

    private static IConfigurationRoot Build(string path, string settings) => new ConfigurationBuilder().AddInMemoryCollection(Settings(path, settings)).Build();

    private static IEnumerable<KeyValuePair<string, string?>> Settings(string path, string settings) => settings
        .Split(';', StringSplitOptions.RemoveEmptyEntries)
        .Select(each => each.Split('=', 2))
        .Select(pair => new KeyValuePair<string, string?>($"{path}:{pair[0]}", pair[1]));
}
