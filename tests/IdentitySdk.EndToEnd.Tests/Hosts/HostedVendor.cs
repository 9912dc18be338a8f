using IdentitySdk.Agilicus;
using IdentitySdk.Okta;
using IdentitySdk.OneLogin;
using Microsoft.Extensions.DependencyInjection;

namespace IdentitySdk.Tests;

/// <summary>One vendor's client as a host registers it, with a read and with writes that must not be sent twice.</summary>
internal sealed record HostedVendor(
    string Name,
    Func<IServiceCollection, Action<IdentityClientOptions>, string?, IHttpClientBuilder> Register,
    Func<IServiceProvider, string?, Task> Read,
    IReadOnlyDictionary<string, Func<IServiceProvider, string?, Task>> Writes)
{
    public static IEnumerable<HostedVendor> All { get; } =
    [
        new(
            "OneLogin",
            (services, configure, name) => name is null ? services.AddOneLoginClient(OneLogin(configure)) : services.AddOneLoginClient(name, OneLogin(configure)),
            (provider, name) => Get<OneLoginClient>(provider, name).Users.GetAsync(1),
            new Dictionary<string, Func<IServiceProvider, string?, Task>>
            {
                ["create"] = (provider, name) => Get<OneLoginClient>(provider, name).Users.CreateAsync(new OneLogin.CreateUserRequest { Email = "jane@example.com", Username = "jane" }),
                ["add roles"] = (provider, name) => Get<OneLoginClient>(provider, name).UserRoles.AddAsync(1, new AddRolesRequest { RoleIdArray = [1] }),
            }),
        new(
            "Okta",
            (services, configure, name) => name is null ? services.AddOktaClient(Okta(configure)) : services.AddOktaClient(name, Okta(configure)),
            (provider, name) => Get<OktaClient>(provider, name).Users.GetAsync("00u1"),
            new Dictionary<string, Func<IServiceProvider, string?, Task>>
            {
                ["create"] = (provider, name) => Get<OktaClient>(provider, name).Users.CreateAsync(new Okta.CreateUserRequest { Profile = new UserProfile { Login = "jane@example.com" } }),
                ["delete"] = (provider, name) => Get<OktaClient>(provider, name).Users.DeleteAsync("00u1"),
                ["suspend"] = (provider, name) => Get<OktaClient>(provider, name).UserLifecycle.SuspendAsync("00u1"),
            }),
        new(
            "Agilicus",
            (services, configure, name) => name is null ? services.AddAgilicusClient(Agilicus(configure)) : services.AddAgilicusClient(name, Agilicus(configure)),
            (provider, name) => Get<AgilicusClient>(provider, name).Users.GetAsync("u1"),
            new Dictionary<string, Func<IServiceProvider, string?, Task>>
            {
                ["create"] = (provider, name) => Get<AgilicusClient>(provider, name).Users.CreateAsync(new Agilicus.User { Email = "jane@example.com" }),
            }),
    ];

    /// <summary>Every write of every vendor.</summary>
    public static IEnumerable<TestCaseData> AllWrites() =>
        from vendor in All
        from write in vendor.Writes
        select new TestCaseData(vendor, write.Value).SetArgDisplayNames(vendor.Name, write.Key);

    public override string ToString() => Name;

    private static T Get<T>(IServiceProvider provider, string? name)
        where T : class => name is null ? provider.GetRequiredService<T>() : provider.GetRequiredKeyedService<T>(name);

    private static Action<OneLoginClientOptions> OneLogin(Action<IdentityClientOptions> configure) => options =>
    {
        options.Credential = OneLoginCredential.AccessToken("token");
        configure(options);
    };

    private static Action<OktaClientOptions> Okta(Action<IdentityClientOptions> configure) => options =>
    {
        options.Credential = OktaCredential.ApiToken("token");
        configure(options);
    };

    private static Action<AgilicusClientOptions> Agilicus(Action<IdentityClientOptions> configure) => options =>
    {
        options.Credential = AgilicusCredential.AccessToken("token");
        configure(options);
    };
}
