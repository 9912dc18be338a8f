using IdentitySdk.Cli.Hosting;
using IdentitySdk.Cli.Vendors;
using IdentitySdk.Directories;
using IdentitySdk.OneLogin;
using IdentitySdk.Testing;
using Newtonsoft.Json.Linq;

namespace IdentitySdk.Cli.OneLogin;

/// <summary>OneLogin: an API credential pair or an access token.</summary>
internal sealed class OneLoginVendor : IVendor
{
    public string Name => "onelogin";

    public string DisplayName => "OneLogin";

    public string BaseUrlVariable => "ONELOGIN_BASE_URL";

    public string? DefaultBaseUrl => null;

    public IReadOnlyList<CredentialKind> Credentials { get; } =
    [
        new("client", "ONELOGIN_CLIENT_SECRET", "an API credential pair") { Required = ["ONELOGIN_CLIENT_ID"] },
        new("access-token", "ONELOGIN_ACCESS_TOKEN", "an access token, until it expires"),
    ];

    public IReadOnlyList<(string Name, string Help)> OtherVariables { get; } = [("ONELOGIN_CLIENT_ID", "the id of the API credential pair")];

    public IVendorUsers Users { get; } = new OneLoginUsers();

    /// <summary>The content of an envelope: OneLogin sends a single object in an array of one, and some lists in a nested array.</summary>
    public static JToken Content(JToken body) => body is JObject { Count: > 0 } envelope && envelope["status"] is JObject && envelope["data"] is { } data
        ? data is JArray { Count: 1 } single ? single[0] : data
        : body;

    public JToken Open(JToken body) => Content(body);

    public IdentityClient Connect(VendorSettings settings)
    {
        var address = settings.RequiredBaseAddress(BaseUrlVariable);
        return settings.Client(new OneLoginClientOptions { BaseAddress = address, Credential = Credential(settings) }, static options =>
            new OneLoginClient(options));
    }

    /// <summary>A host that serves all accounts does not identify the account; the profile's name does.</summary>
    public IUserDirectory Directory(IdentityClient client, VendorSettings settings)
    {
        try
        {
            return ((OneLoginClient)client).AsDirectory(new VendorDirectoryOptions { Tenant = settings.Profile?.Split(':')[1] });
        }
        catch (ArgumentException)
        {
            throw new UsageException($"{client.BaseAddress.Host} serves all accounts: "
                + "save a profile with idsdk login onelogin, whose name identifies the account.");
        }
    }

    public RawPaging Paging(string style, string? items, string? cursor, string? size) =>
        style == "EnvelopeList" ? OneLoginPaging.EnvelopeList() : OneLoginPaging.Envelope(cursor!, size);

    public async Task<EmulatedVendor> StartEmulatorAsync(EmulatorSettings settings, CancellationToken cancellationToken)
    {
        var emulator = await OneLoginEmulator.StartAsync(settings.Options<OneLoginEmulatorOptions>(), cancellationToken);
        return new(Name, emulator, [
            ("ONELOGIN_BASE_URL", $"{emulator.BaseAddress}"), ("ONELOGIN_CLIENT_ID", emulator.ClientId), ("ONELOGIN_CLIENT_SECRET", emulator.ClientSecret),
        ]);
    }

    private OneLoginCredential Credential(VendorSettings settings)
    {
        var kind = settings.Choose(this);
        var secret = settings.Variable(kind.Secret)!;
        return VendorSettings.Credential(kind, () => kind.Name == "client"
            ? OneLoginCredential.Client(settings.Variable("ONELOGIN_CLIENT_ID")!, secret)
            : OneLoginCredential.AccessToken(secret));
    }
}
