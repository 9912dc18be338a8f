using IdentitySdk.Cli.Hosting;
using IdentitySdk.Cli.Vendors;
using IdentitySdk.Directories;
using IdentitySdk.Sample;
using IdentitySdk.Testing;

namespace IdentitySdk.Cli.Sample;

/// <summary>Sample: an access token.</summary>
internal sealed class SampleVendor : IVendor
{
    public string Name => "sample";

    public string DisplayName => "Sample";

    public string BaseUrlVariable => "SAMPLE_BASE_URL";

    public string? DefaultBaseUrl => null;

    public IReadOnlyList<CredentialKind> Credentials { get; } = [new("access-token", "SAMPLE_ACCESS_TOKEN", "an access token, until it expires")];

    public IReadOnlyList<(string Name, string Help)> OtherVariables { get; } = [];

    public IVendorUsers Users { get; } = new SampleUsers();

    public IdentityClient Connect(VendorSettings settings)
    {
        var address = settings.RequiredBaseAddress(BaseUrlVariable);
        var kind = settings.Choose(this);
        var credential = VendorSettings.Credential(kind, () => SampleCredential.AccessToken(settings.Variable(kind.Secret)!));
        return settings.Client(new SampleClientOptions { BaseAddress = address, Credential = credential }, static options => new SampleClient(options));
    }

    /// <summary>Without a mapping in IdentitySdk.Directory, there is none.</summary>
    public IUserDirectory Directory(IdentityClient client, VendorSettings settings) =>
        throw new UsageException("Sample has no directory: use idsdk sample --help, which has its operations.");

    public RawPaging Paging(string style, string? items, string? cursor, string? size) => RawPaging.Cursor(items!, "next_cursor", cursor!, size);

    public async Task<EmulatedVendor> StartEmulatorAsync(EmulatorSettings settings, CancellationToken cancellationToken)
    {
        var emulator = await SampleEmulator.StartAsync(settings.Options<SampleEmulatorOptions>(), cancellationToken);
        return new(Name, emulator, [("SAMPLE_BASE_URL", $"{emulator.BaseAddress}"), ("SAMPLE_ACCESS_TOKEN", emulator.AccessToken)]);
    }
}
