using IdentitySdk.Testing.Okta;

namespace IdentitySdk.Testing;

/// <summary>Okta's Users API: API tokens, private-key and DPoP access tokens, <c>Link</c> paging, partial and full updates, lifecycle.</summary>
public sealed class OktaEmulator : VendorEmulator
{
    private readonly Wire wire;
    private readonly OktaEmulatorOptions options;

    private OktaEmulator(Wire wire, OktaEmulatorOptions options)
        : base(wire, options) => (this.wire, this.options) = (wire, options);

    /// <summary>An API token the server accepts as <c>Authorization: SSWS …</c>. It never expires.</summary>
    public string ApiToken => wire.Auth.ApiToken;

    /// <summary>The service app that both keys below are registered for.</summary>
    public string ClientId => wire.Auth.Client.Id;

    /// <summary>An RSA key (RS256…), PKCS#8 in PEM.</summary>
    public string PrivateKeyPem => wire.Auth.Client.Rsa.Pem;

    /// <summary>The same RSA key as a JSON Web Key with its <c>kid</c>.</summary>
    public string PrivateKeyJwk => wire.Auth.Client.Rsa.Jwk;

    /// <summary>A P-256 key (ES256), PKCS#8 in PEM.</summary>
    public string EcPrivateKeyPem => wire.Auth.Client.Ec.Pem;

    /// <summary>The same P-256 key as a JSON Web Key with its <c>kid</c>.</summary>
    public string EcPrivateKeyJwk => wire.Auth.Client.Ec.Jwk;

    /// <summary>The ids of the users seeded at the start, in list order.</summary>
    public IEnumerable<string> SeededUserIds => Enumerable.Range(0, options.UserCount).Select(UserStore.IdOf);

    /// <summary>Starts an emulator on a free port.</summary>
    public static async Task<OktaEmulator> StartAsync(OktaEmulatorOptions? options = null, CancellationToken cancellationToken = default)
    {
        options = options is null ? new() : (OktaEmulatorOptions)options.Copy();
        var emulator = new OktaEmulator(new Wire(options), options);
        await emulator.StartAsync(cancellationToken);
        return emulator;
    }

    /// <summary>An access token as the token endpoint would have given it, to use as <c>Authorization: Bearer …</c>.</summary>
    public string IssueAccessToken(string scope = "okta.users.manage okta.roles.manage") => wire.Auth.Issue(scope, thumbprint: null).Value;
}
