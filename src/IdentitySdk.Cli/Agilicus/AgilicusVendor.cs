using IdentitySdk.Agilicus;
using IdentitySdk.Cli.Hosting;
using IdentitySdk.Cli.Vendors;
using IdentitySdk.Directories;
using IdentitySdk.Testing;

namespace IdentitySdk.Cli.Agilicus;

/// <summary>Agilicus: an authentication document or an access token; the base URL has a default.</summary>
internal sealed class AgilicusVendor : IVendor
{
    public const string OrgIdVariable = "AGILICUS_ORG_ID";

    public string Name => "agilicus";

    public string DisplayName => "Agilicus";

    public string BaseUrlVariable => "AGILICUS_BASE_URL";

    public string DefaultBaseUrl => "https://api.agilicus.com";

    public IReadOnlyList<CredentialKind> Credentials { get; } =
    [
        new("authentication-document", "AGILICUS_AUTHENTICATION_DOCUMENT",
            "the signed JSON document of a service account") { Optional = ["AGILICUS_SCOPES", "AGILICUS_CLIENT_ID"] },
        new("access-token", "AGILICUS_ACCESS_TOKEN", "an access token, until it expires"),
    ];

    public IReadOnlyList<(string Name, string Help)> OtherVariables { get; } =
    [
        (OrgIdVariable, "the organisation, required by directory commands"),
        ("AGILICUS_SCOPES", "the scopes to request with an authentication document, separated by spaces or commas"),
        ("AGILICUS_CLIENT_ID", "the client id for an authentication document, if it is not the default"),
    ];

    public IVendorUsers Users { get; } = new AgilicusUsers();

    public string? DefaultValue(string parameter, VendorSettings settings) => parameter == "org_id" ? settings.Variable(OrgIdVariable) : null;

    public IdentityClient Connect(VendorSettings settings)
    {
        var options = new AgilicusClientOptions { Credential = Credential(settings) };
        options.BaseAddress = settings.BaseAddress(BaseUrlVariable) ?? options.BaseAddress;
        return settings.Client(options, static options => new AgilicusClient(options));
    }

    public IUserDirectory Directory(IdentityClient client, VendorSettings settings) => settings.Variable(OrgIdVariable) is { } org
        ? ((AgilicusClient)client).AsDirectory(org)
        : throw new UsageException($"No organisation: set {OrgIdVariable}, or log in with --org-id.");

    public RawPaging Paging(string style, string? items, string? cursor, string? size) => style switch
    {
        "EmailKeyset" => AgilicusPaging.EmailKeyset(items!, cursor!, size),
        "Offset" => AgilicusPaging.Offset(items!, cursor!, size),
        _ => AgilicusPaging.Keyed(items!, size),
    };

    public async Task<EmulatedVendor> StartEmulatorAsync(EmulatorSettings settings, CancellationToken cancellationToken)
    {
        var emulator = await AgilicusEmulator.StartAsync(settings.Options<AgilicusEmulatorOptions>(), cancellationToken);
        return new(Name, emulator, [
            ("AGILICUS_BASE_URL", $"{emulator.BaseAddress}"), ("AGILICUS_ACCESS_TOKEN", emulator.AccessToken), (OrgIdVariable, emulator.OrgId),
        ]);
    }

    private AgilicusCredential Credential(VendorSettings settings)
    {
        var kind = settings.Choose(this);
        var secret = settings.Variable(kind.Secret)!;
        return VendorSettings.Credential(kind, () => kind.Name == "authentication-document"
            ? AgilicusCredential.AuthenticationDocument(secret, settings.List("AGILICUS_SCOPES"), settings.Variable("AGILICUS_CLIENT_ID"))
            : AgilicusCredential.AccessToken(secret));
    }
}
