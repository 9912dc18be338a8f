using IdentitySdk.Agilicus;
using IdentitySdk.Directories;
using IdentitySdk.Okta;
using IdentitySdk.OneLogin;
using IdentitySdk.Testing;
using UserAttribute = IdentitySdk.Directories.UserAttribute;

namespace IdentitySdk.Tests.Vendors;

/// <summary>An emulated tenant of a vendor, and its directory.</summary>
internal sealed class VendorTenant : IAsyncDisposable
{
    private VendorTenant(VendorEmulator emulator, IdentityClient client, IUserDirectory directory) => (Emulator, Client, Directory) = (emulator, client, directory);

    public VendorEmulator Emulator { get; }

    public IdentityClient Client { get; }

    public IUserDirectory Directory { get; }

    public IReadOnlyList<string> CustomAttributes { get; private init; } = [];

    /// <summary>An id in the vendor's format that no user has.</summary>
    public string UnknownId { get; private init; } = "999999999999";

    public static async Task<VendorTenant> StartAsync(string vendor, int users, Action<VendorEmulatorOptions>? configure = null, TimeProvider? clock = null)
    {
        switch (vendor)
        {
            case "Okta":
                var okta = await OktaEmulator.StartAsync(Configured(new OktaEmulatorOptions { UserCount = users }, configure));
                return Okta(okta, clock);
            case "OneLogin":
                var oneLogin = await OneLoginEmulator.StartAsync(Configured(new OneLoginEmulatorOptions { UserCount = users }, configure));
                var oneLoginClient = new OneLoginClient(Configured(
                    new OneLoginClientOptions
                    {
                        BaseAddress = oneLogin.BaseAddress,
                        Credential = OneLoginCredential.Client(oneLogin.ClientId, oneLogin.ClientSecret),
                    },
                    clock));
                return new(oneLogin, oneLoginClient, oneLoginClient.AsDirectory()) { CustomAttributes = ["employeeNumber", "badge"] };
            default:
                var agilicus = await AgilicusEmulator.StartAsync(Configured(new AgilicusEmulatorOptions { UserCount = users }, configure));
                var agilicusClient = new AgilicusClient(Configured(
                    new AgilicusClientOptions { BaseAddress = agilicus.BaseAddress, Credential = AgilicusCredential.AccessToken(agilicus.AccessToken) }, clock));
                return new(agilicus, agilicusClient, agilicusClient.AsDirectory(agilicus.OrgId)) { CustomAttributes = ["employeeNumber", "badge"] };
        }
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Emulator.DisposeAsync();
    }

    private static VendorTenant Okta(OktaEmulator emulator, TimeProvider? clock)
    {
        var client = new OktaClient(Configured(
            new OktaClientOptions { BaseAddress = emulator.BaseAddress, Credential = OktaCredential.ApiToken(emulator.ApiToken) }, clock));
        var definitions = new VendorDirectoryOptions
        {
            CustomAttributes =
            [
                new(UserAttribute.Custom("floor"), "floor") { Type = AttributeType.Number },
                new(UserAttribute.Custom("remote"), "remote") { Type = AttributeType.Boolean },
                new(UserAttribute.Custom("languages"), "languages") { Type = AttributeType.List },
            ],
        };
        return new(emulator, client, client.AsDirectory(definitions))
        {
            CustomAttributes = ["employeeNumber", "costCenter", "floor", "remote", "languages"],
            UnknownId = "00uNobody00000000000",
        };
    }

    private static T Configured<T>(T options, Action<VendorEmulatorOptions>? configure)
        where T : VendorEmulatorOptions
    {
        configure?.Invoke(options);
        return options;
    }

    /// <summary>With a jumping clock, retries take no real time.</summary>
    private static T Configured<T>(T options, TimeProvider? clock)
        where T : IdentityClientOptions
    {
        if (clock is not null)
        {
            options.TimeProvider = clock;
            options.AttemptTimeout = Timeout.InfiniteTimeSpan;
        }

        return options;
    }
}
