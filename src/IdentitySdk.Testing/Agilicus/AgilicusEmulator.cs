using IdentitySdk.Testing.Agilicus;

namespace IdentitySdk.Testing;

/// <summary>Agilicus' Users API: bearer tokens and authentication documents, keyset and offset paging, roles, service accounts.</summary>
public sealed class AgilicusEmulator : VendorEmulator
{
    private readonly Protocol _protocol;
    private readonly AgilicusEmulatorOptions _options;

    private AgilicusEmulator(Protocol protocol, AgilicusEmulatorOptions options)
        : base(protocol, options) => (this._protocol, this._options) = (protocol, options);

    /// <summary>A bearer token the server accepts for a year, unless tokens are revoked.</summary>
    public string AccessToken => _protocol.Auth.LongLivedToken;

    /// <summary>The organisation of all seeded users.</summary>
    public string OrgId => Seed.OrgId;

    /// <summary>An authentication document as the vendor's CLI saves it: JSON with the ES256 key and this server as issuer.</summary>
    public string AuthenticationDocument => _protocol.Auth.Document.ToJson(_protocol.Origin);

    /// <summary>The ids of the users seeded at the start, in list order.</summary>
    public IEnumerable<string> SeededUserIds => Enumerable.Range(0, _options.UserCount).Select(UserStore.IdOf);

    /// <summary>Starts an emulator on a free port.</summary>
    public static async Task<AgilicusEmulator> StartAsync(AgilicusEmulatorOptions? options = null, CancellationToken cancellationToken = default)
    {
        options = options is null ? new() : (AgilicusEmulatorOptions)options.Copy();
        var emulator = new AgilicusEmulator(new Protocol(options), options);
        await emulator.StartAsync(cancellationToken);
        return emulator;
    }

    /// <summary>Issues an access token, as the token endpoint would.</summary>
    public string IssueAccessToken() => _protocol.Auth.Issue().Value;
}
