using IdentitySdk.Agilicus;
using IdentitySdk.Cli.Hosting;
using IdentitySdk.Cli.Vendors;
using IdentitySdk.Testing;

namespace IdentitySdk.Cli.Agilicus;

/// <summary>Agilicus: an access token; the base URL has a default.</summary>
internal sealed class AgilicusVendor : IVendor
{
    public string Name => "agilicus";

    public string CredentialVariables => "AGILICUS_ACCESS_TOKEN";

    public string CredentialHelp => "AGILICUS_ACCESS_TOKEN; base URL from --base-url or AGILICUS_BASE_URL, else https://api.agilicus.com";

    public string FilterHelp => AgilicusUsers.Filter.Help;

    public IUserSource Connect(VendorSettings settings)
    {
        var options = new AgilicusClientOptions { Credential = Credential(settings) };
        options.BaseAddress = settings.BaseAddress("AGILICUS_BASE_URL") ?? options.BaseAddress;
        return new AgilicusUsers(settings.Client(options, static options => new AgilicusClient(options)));
    }

    public async Task<IUserSource> EmulateAsync(int userCount, Action<IdentityClientOptions> configure, CancellationToken cancellationToken)
    {
        var emulator = await AgilicusEmulator.StartAsync(new AgilicusEmulatorOptions { UserCount = userCount }, cancellationToken);
        var options = new AgilicusClientOptions { BaseAddress = emulator.BaseAddress, Credential = AgilicusCredential.AccessToken(emulator.AccessToken) };
        configure(options);
        return new AgilicusUsers(new AgilicusClient(options), emulator);
    }

    public async Task<EmulatedVendor> StartEmulatorAsync(EmulatorSettings settings, CancellationToken cancellationToken)
    {
        var emulator = await AgilicusEmulator.StartAsync(settings.Options<AgilicusEmulatorOptions>(), cancellationToken);
        return new(Name, emulator, [
            ("AGILICUS_BASE_URL", $"{emulator.BaseAddress}"), ("AGILICUS_ACCESS_TOKEN", emulator.AccessToken), ("AGILICUS_ORG_ID", emulator.OrgId),
        ]);
    }

    private AgilicusCredential Credential(VendorSettings settings) =>
        settings.Variable("AGILICUS_ACCESS_TOKEN") is { } token
            ? VendorSettings.Credential("AGILICUS_ACCESS_TOKEN", () => AgilicusCredential.AccessToken(token))
            : throw new UsageException($"No credential for Agilicus: set {CredentialVariables}.");
}
