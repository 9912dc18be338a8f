using IdentitySdk.Agilicus;
using IdentitySdk.OneLogin;
using IdentitySdk.Okta;

namespace IdentitySdk.Tests;

/// <summary>The same calls for each vendor.</summary>
internal sealed record FaultVendor(string Name, Func<Uri, Action<IdentityClientOptions>, (IDisposable Client, Func<Task<object?>> Get, Func<Task> Create)> Connect)
{
    public const string Secret = "S3cr3t-T0ken";

    public static IEnumerable<FaultVendor> All { get; } =
    [
        new("OneLogin", (address, configure) =>
        {
            var options = new OneLoginClientOptions { BaseAddress = address, Credential = OneLoginCredential.AccessToken(Secret) };
            configure(options);
            var client = new OneLoginClient(options);
            return (client, async () => await client.Users.GetAsync(1), () => client.UserRoles.AddAsync(1, new AddRolesRequest { RoleIdArray = [1] }));
        }),
        new("Okta", (address, configure) =>
        {
            var options = new OktaClientOptions { BaseAddress = address, Credential = OktaCredential.ApiToken(Secret) };
            configure(options);
            var client = new OktaClient(options);
            return (client, async () => await client.Users.GetAsync("jane@example.com"), () => client.Users.DeleteAsync("jane@example.com"));
        }),
        new("Agilicus", (address, configure) =>
        {
            var options = new AgilicusClientOptions { BaseAddress = address, Credential = AgilicusCredential.AccessToken(Secret) };
            configure(options);
            var client = new AgilicusClient(options);
            return (client, async () => await client.Users.GetAsync("jane@example.com"), () => client.Users.CreateAsync(new Agilicus.User { Email = "jane@example.com" }));
        }),
    ];

    public override string ToString() => Name;
}
