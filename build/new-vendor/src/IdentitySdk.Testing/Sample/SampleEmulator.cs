using IdentitySdk.Testing.Sample;

namespace IdentitySdk.Testing;

/// <summary>Sample's Users API: bearer tokens, users, pages by cursor.</summary>
public sealed class SampleEmulator : VendorEmulator
{
    private readonly Protocol _protocol;
    private readonly SampleEmulatorOptions _options;

    private SampleEmulator(Protocol protocol, SampleEmulatorOptions options)
        : base(protocol, options) => (_protocol, _options) = (protocol, options);

    /// <summary>A bearer token that the server accepts for a year, unless tokens are revoked.</summary>
    public string AccessToken => _protocol.Auth.LongLivedToken;

    /// <summary>The ids of the users seeded at the start, in list order.</summary>
    public IEnumerable<string> SeededUserIds => Enumerable.Range(0, _options.UserCount).Select(Users.IdOf);

    /// <summary>Creates an emulator without a server: its requests come through <see cref="VendorEmulator.CreateHandler"/>.</summary>
    public static SampleEmulator Create(SampleEmulatorOptions? options = null)
    {
        options = options is null ? new() : (SampleEmulatorOptions)options.Copy();
        return new SampleEmulator(new Protocol(options), options);
    }

    /// <summary>Starts an emulator on a free port.</summary>
    public static async Task<SampleEmulator> StartAsync(SampleEmulatorOptions? options = null, CancellationToken cancellationToken = default)
    {
        var emulator = Create(options);
        await emulator.StartAsync(cancellationToken);
        return emulator;
    }
}
