using IdentitySdk.Cli.Hosting;
using IdentitySdk.Cli.Vendors;
using IdentitySdk.Directories;
using IdentitySdk.Okta;
using IdentitySdk.Testing;

namespace IdentitySdk.Cli.Okta;

/// <summary>Okta: an API token, a private key or an access token.</summary>
internal sealed class OktaVendor : IVendor
{
    private static readonly CredentialKind s_apiToken = new("api-token", "OKTA_API_TOKEN", "an API token of an administrator");

    private static readonly CredentialKind s_privateKey = new("private-key", "OKTA_PRIVATE_KEY", "the private key of a service app, as PEM or JSON Web Key")
    {
        Required = ["OKTA_CLIENT_ID", "OKTA_SCOPES"], Optional = ["OKTA_KEY_ID", "OKTA_DPOP"],
    };

    private static readonly CredentialKind s_accessToken = new("access-token", "OKTA_ACCESS_TOKEN", "an OAuth access token, until it expires");

    public string Name => "okta";

    public string DisplayName => "Okta";

    public string BaseUrlVariable => "OKTA_BASE_URL";

    public string? DefaultBaseUrl => null;

    public IReadOnlyList<CredentialKind> Credentials { get; } = [s_apiToken, s_privateKey, s_accessToken];

    public IReadOnlyList<(string Name, string Help)> OtherVariables { get; } =
    [
        ("OKTA_CLIENT_ID", "the client id of a service app"),
        ("OKTA_SCOPES", "its scopes, separated by spaces or commas, such as okta.users.read"),
        ("OKTA_KEY_ID", "the id of its key, if the app has several keys"),
        ("OKTA_DPOP", "whether tokens are bound to a key: automatic (default), required or off"),
    ];

    public IVendorUsers Users { get; } = new OktaUsers();

    public IdentityClient Connect(VendorSettings settings)
    {
        var address = settings.RequiredBaseAddress(BaseUrlVariable);
        return settings.Client(new OktaClientOptions { BaseAddress = address, Credential = Credential(settings) }, static options => new OktaClient(options));
    }

    public IUserDirectory Directory(IdentityClient client, VendorSettings settings) => ((OktaClient)client).AsDirectory();

    public IReadOnlyList<string>? Scopes(VendorSettings settings) => settings.Choose(this) == s_privateKey ? settings.List("OKTA_SCOPES") : null;

    public string TokenBinding(VendorSettings settings) => $"{settings.Variable("OKTA_DPOP") ?? "automatic"}: {(Dpop(settings.Variable("OKTA_DPOP")) switch
    {
        OktaDpop.Required => "tokens are bound to a key of this client",
        OktaDpop.Off => "tokens are not bound to a key",
        _ => "tokens are bound to a key if Okta requires it",
    })}";

    public RawPaging Paging(string style, string? items, string? cursor, string? size) => OktaPaging.Link(cursor!, size);

    public async Task<EmulatedVendor> StartEmulatorAsync(EmulatorSettings settings, CancellationToken cancellationToken)
    {
        var emulator = await OktaEmulator.StartAsync(settings.Options<OktaEmulatorOptions>(), cancellationToken);
        return new(Name, emulator, [("OKTA_BASE_URL", $"{emulator.BaseAddress}"), ("OKTA_API_TOKEN", emulator.ApiToken)]);
    }

    private OktaCredential Credential(VendorSettings settings)
    {
        var kind = settings.Choose(this);
        var secret = settings.Variable(kind.Secret)!;
        return VendorSettings.Credential(kind, () => kind.Name switch
        {
            "api-token" => OktaCredential.ApiToken(secret),
            "private-key" => OktaCredential.PrivateKey(
                settings.Variable("OKTA_CLIENT_ID")!, secret, settings.List("OKTA_SCOPES")!, settings.Variable("OKTA_KEY_ID"),
                    Dpop(settings.Variable("OKTA_DPOP"))),
            _ => OktaCredential.AccessToken(secret),
        });
    }

    private static OktaDpop Dpop(string? text) => text is null ? OktaDpop.Automatic
        : Enum.GetNames<OktaDpop>().FirstOrDefault(name => name.Equals(text, StringComparison.OrdinalIgnoreCase)) is { } known ? Enum.Parse<OktaDpop>(known)
        : throw UsageException.Unknown("OKTA_DPOP", text, [.. Enum.GetNames<OktaDpop>().Select(static name => name.ToLowerInvariant())]);
}
