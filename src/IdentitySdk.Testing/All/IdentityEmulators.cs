namespace IdentitySdk.Testing;

/// <summary>An emulator of each vendor, started together: <c>await using var emulators = await IdentityEmulators.StartAllAsync();</c></summary>
public sealed class IdentityEmulators : IAsyncDisposable
{
    private IdentityEmulators(OneLoginEmulator oneLogin, OktaEmulator okta, AgilicusEmulator agilicus) =>
        (OneLogin, Okta, Agilicus) = (oneLogin, okta, agilicus);

    /// <summary>OneLogin.</summary>
    public OneLoginEmulator OneLogin { get; }

    /// <summary>Okta.</summary>
    public OktaEmulator Okta { get; }

    /// <summary>Agilicus.</summary>
    public AgilicusEmulator Agilicus { get; }

    /// <summary>All of them.</summary>
    public IReadOnlyList<VendorEmulator> All => [OneLogin, Okta, Agilicus];

    /// <summary>Starts all emulators, each on a free port.</summary>
    /// <param name="userCount">Number of seeded users of each. Default 1,000.</param>
    /// <param name="timeProvider">The clock of all of them. Default: the system clock.</param>
    /// <param name="cancellationToken">Cancels the start.</param>
    public static async Task<IdentityEmulators> StartAllAsync(
        int userCount = 1000, TimeProvider? timeProvider = null, CancellationToken cancellationToken = default)
    {
        var time = timeProvider ?? TimeProvider.System;
        var oneLogin = await OneLoginEmulator.StartAsync(new() { UserCount = userCount, TimeProvider = time }, cancellationToken);
        var okta = await OktaEmulator.StartAsync(new() { UserCount = userCount, TimeProvider = time }, cancellationToken);
        var agilicus = await AgilicusEmulator.StartAsync(new() { UserCount = userCount, TimeProvider = time }, cancellationToken);
        return new(oneLogin, okta, agilicus);
    }

    /// <summary>Stops all servers.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var emulator in All)
        {
            await emulator.DisposeAsync();
        }
    }
}
