using IdentitySdk.Testing.Okta;

namespace IdentitySdk.Testing;

/// <summary>Okta's Users API: API tokens, private-key and DPoP access tokens, <c>Link</c> paging, partial and full updates, lifecycle.</summary>
public sealed class OktaEmulator : VendorEmulator
{
    private readonly Protocol _protocol;
    private readonly OktaEmulatorOptions _options;

    private OktaEmulator(Protocol protocol, OktaEmulatorOptions options)
        : base(protocol, options) => (this._protocol, this._options) = (protocol, options);

    /// <summary>An API token the server accepts as <c>Authorization: SSWS …</c>. It never expires.</summary>
    public string ApiToken => _protocol.Auth.ApiToken;

    /// <summary>The service app that both keys below are registered for.</summary>
    public string ClientId => _protocol.Auth.Client.Id;

    /// <summary>An RSA key (RS256…), PKCS#8 in PEM.</summary>
    public string PrivateKeyPem => _protocol.Auth.Client.Rsa.Pem;

    /// <summary>The same RSA key as a JSON Web Key with its <c>kid</c>.</summary>
    public string PrivateKeyJwk => _protocol.Auth.Client.Rsa.Jwk;

    /// <summary>A P-256 key (ES256), PKCS#8 in PEM.</summary>
    public string EcPrivateKeyPem => _protocol.Auth.Client.Ec.Pem;

    /// <summary>The same P-256 key as a JSON Web Key with its <c>kid</c>.</summary>
    public string EcPrivateKeyJwk => _protocol.Auth.Client.Ec.Jwk;

    /// <summary>The ids of the users seeded at the start, in list order.</summary>
    public IEnumerable<string> SeededUserIds => Enumerable.Range(0, _options.UserCount).Select(UserStore.IdOf);

    /// <summary>Starts an emulator on a free port.</summary>
    public static async Task<OktaEmulator> StartAsync(OktaEmulatorOptions? options = null, CancellationToken cancellationToken = default)
    {
        options = options is null ? new() : (OktaEmulatorOptions)options.Copy();
        var emulator = new OktaEmulator(new Protocol(options), options);
        await emulator.StartAsync(cancellationToken);
        return emulator;
    }

    /// <summary>Issues an access token, as the token endpoint would, for <c>Authorization: Bearer …</c>.</summary>
    public string IssueAccessToken(string scope = "okta.users.manage okta.roles.manage") => _protocol.Auth.Issue(scope, thumbprint: null).Value;
}
