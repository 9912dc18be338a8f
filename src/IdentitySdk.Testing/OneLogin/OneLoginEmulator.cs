using IdentitySdk.Testing.OneLogin;

namespace IdentitySdk.Testing;

/// <summary>OneLogin's Users API, version 1: client credentials, the status envelope, cursors in the body, roles and states.</summary>
public sealed class OneLoginEmulator : VendorEmulator
{
    private readonly Protocol _protocol;
    private readonly OneLoginEmulatorOptions _options;

    private OneLoginEmulator(Protocol protocol, OneLoginEmulatorOptions options)
        : base(protocol, options) => (this._protocol, this._options) = (protocol, options);

    /// <summary>The id half of the API credential.</summary>
    public string ClientId => _protocol.Auth.ClientId;

    /// <summary>The secret half of the API credential.</summary>
    public string ClientSecret => _protocol.Auth.ClientSecret;

    /// <summary>The ids of the users seeded at the start, in list order.</summary>
    public IEnumerable<long> SeededUserIds => Enumerable.Range(0, _options.UserCount).Select(UserStore.IdOf);

    /// <summary>The roles of the account; others cannot be assigned.</summary>
    public IReadOnlyList<long> RoleIds => Seed.AccountRoles;

    /// <summary>Starts an emulator on a free port.</summary>
    public static async Task<OneLoginEmulator> StartAsync(OneLoginEmulatorOptions? options = null, CancellationToken cancellationToken = default)
    {
        options = options is null ? new() : (OneLoginEmulatorOptions)options.Copy();
        var emulator = new OneLoginEmulator(new Protocol(options), options);
        await emulator.StartAsync(cancellationToken);
        return emulator;
    }

    /// <summary>Issues an access token, as the token endpoint would: the current one, or a new one when that has expired.</summary>
    public string IssueAccessToken() => _protocol.Auth.Current().Value;
}
