using IdentitySdk.Cli.Hosting;
using IdentitySdk.Cli.Vendors;
using IdentitySdk.Okta;
using IdentitySdk.Testing;

namespace IdentitySdk.Cli.Okta;

/// <summary>Okta: an API token or an access token.</summary>
internal sealed class OktaVendor : IVendor
{
    public string Name => "okta";

    public string CredentialVariables => "OKTA_API_TOKEN or OKTA_ACCESS_TOKEN";

    public string CredentialHelp => "OKTA_API_TOKEN or OKTA_ACCESS_TOKEN; base URL from --base-url or OKTA_BASE_URL";

    public string FilterHelp => "an expression such as 'status eq \"ACTIVE\"'";

    public IUserSource Connect(VendorSettings settings)
    {
        var options = new OktaClientOptions { BaseAddress = settings.RequiredBaseAddress("OKTA_BASE_URL"), Credential = Credential(settings) };
        return new OktaUsers(settings.Client(options, static options => new OktaClient(options)));
    }

    public async Task<IUserSource> EmulateAsync(int userCount, Action<IdentityClientOptions> configure, CancellationToken cancellationToken)
    {
        var emulator = await OktaEmulator.StartAsync(new OktaEmulatorOptions { UserCount = userCount }, cancellationToken);
        var options = new OktaClientOptions { BaseAddress = emulator.BaseAddress, Credential = OktaCredential.ApiToken(emulator.ApiToken) };
        configure(options);
        return new OktaUsers(new OktaClient(options), emulator);
    }

    public async Task<EmulatedVendor> StartEmulatorAsync(EmulatorSettings settings, CancellationToken cancellationToken)
    {
        var emulator = await OktaEmulator.StartAsync(settings.Options<OktaEmulatorOptions>(), cancellationToken);
        return new(Name, emulator, [("OKTA_BASE_URL", $"{emulator.BaseAddress}"), ("OKTA_API_TOKEN", emulator.ApiToken)]);
    }

    private OktaCredential Credential(VendorSettings settings)
    {
        if (settings.Variable("OKTA_API_TOKEN") is { } apiToken)
        {
            return VendorSettings.Credential("OKTA_API_TOKEN", () => OktaCredential.ApiToken(apiToken));
        }

        return settings.Variable("OKTA_ACCESS_TOKEN") is { } accessToken
            ? VendorSettings.Credential("OKTA_ACCESS_TOKEN", () => OktaCredential.AccessToken(accessToken))
            : throw new UsageException($"No credential for Okta: set {CredentialVariables}.");
    }
}
