using IdentitySdk.Cli.Hosting;
using IdentitySdk.Cli.Vendors;
using IdentitySdk.OneLogin;
using IdentitySdk.Testing;

namespace IdentitySdk.Cli.OneLogin;

/// <summary>OneLogin: an API credential pair or an access token.</summary>
internal sealed class OneLoginVendor : IVendor
{
    public string Name => "onelogin";

    public string CredentialVariables => "ONELOGIN_CLIENT_ID and ONELOGIN_CLIENT_SECRET, or ONELOGIN_ACCESS_TOKEN";

    public string CredentialHelp => "ONELOGIN_CLIENT_ID and ONELOGIN_CLIENT_SECRET, or ONELOGIN_ACCESS_TOKEN; base URL from --base-url or ONELOGIN_BASE_URL";

    public string FilterHelp => OneLoginUsers.Filter.Help;

    public IUserSource Connect(VendorSettings settings)
    {
        var options = new OneLoginClientOptions { BaseAddress = settings.RequiredBaseAddress("ONELOGIN_BASE_URL"), Credential = Credential(settings) };
        return new OneLoginUsers(settings.Client(options, static options => new OneLoginClient(options)));
    }

    public async Task<IUserSource> EmulateAsync(int userCount, Action<IdentityClientOptions> configure, CancellationToken cancellationToken)
    {
        var emulator = await OneLoginEmulator.StartAsync(new OneLoginEmulatorOptions { UserCount = userCount }, cancellationToken);
        var credential = OneLoginCredential.Client(emulator.ClientId, emulator.ClientSecret);
        var options = new OneLoginClientOptions { BaseAddress = emulator.BaseAddress, Credential = credential };
        configure(options);
        return new OneLoginUsers(new OneLoginClient(options), emulator);
    }

    public async Task<EmulatedVendor> StartEmulatorAsync(EmulatorSettings settings, CancellationToken cancellationToken)
    {
        var emulator = await OneLoginEmulator.StartAsync(settings.Options<OneLoginEmulatorOptions>(), cancellationToken);
        return new(Name, emulator, [
            ("ONELOGIN_BASE_URL", $"{emulator.BaseAddress}"), ("ONELOGIN_CLIENT_ID", emulator.ClientId), ("ONELOGIN_CLIENT_SECRET", emulator.ClientSecret),
        ]);
    }

    private OneLoginCredential Credential(VendorSettings settings)
    {
        if (settings.Variable("ONELOGIN_CLIENT_ID") is { } id && settings.Variable("ONELOGIN_CLIENT_SECRET") is { } secret)
        {
            return VendorSettings.Credential("ONELOGIN_CLIENT_ID and ONELOGIN_CLIENT_SECRET", () => OneLoginCredential.Client(id, secret));
        }

        return settings.Variable("ONELOGIN_ACCESS_TOKEN") is { } token
            ? VendorSettings.Credential("ONELOGIN_ACCESS_TOKEN", () => OneLoginCredential.AccessToken(token))
            : throw new UsageException($"No credential for OneLogin: set {CredentialVariables}.");
    }
}
