using System.Globalization;
using IdentitySdk.Testing.Hosting;
using IdentitySdk.Testing.Requests;

namespace IdentitySdk.Testing;

/// <summary>A vendor's user-management API as a real HTTP server on loopback. Thread-safe. Dispose it to stop the server.</summary>
public abstract class VendorEmulator : IAsyncDisposable
{
    private readonly IVendorWire wire;
    private readonly RequestPipeline pipeline;
    private EmulatorHost? host;

    private protected VendorEmulator(IVendorWire wire, VendorEmulatorOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(options.UserCount);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.RateLimit, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.RequestLogCapacity, 0);
        this.wire = wire;
        Faults = new FaultPlan(options.ErrorRate, options.ErrorSeed);
        pipeline = new RequestPipeline(
            wire,
            Faults,
            new RequestLog(options.RequestLogCapacity),
            new RateLimiter(options.RateLimit, options.RateLimitWindow ?? wire.RateLimitWindow, options.TimeProvider),
            options.TimeProvider);
    }

    /// <summary>Where the server listens: <c>http://127.0.0.1:{port}/</c>.</summary>
    public Uri BaseAddress => host?.Address ?? throw new InvalidOperationException("The emulator has not been started.");

    /// <summary>What goes wrong, and when.</summary>
    public FaultPlan Faults { get; }

    /// <summary>The last requests received, oldest first, as a snapshot.</summary>
    public IReadOnlyList<EmulatorRequest> Requests => pipeline.Log.Snapshot();

    /// <summary>Requests received since the start, whether or not <see cref="Requests"/> still has them.</summary>
    public int RequestCount => pipeline.Log.Count;

    /// <summary>Requests received by the token endpoint, refused ones included.</summary>
    public int TokenRequests => pipeline.TokenRequests;

    /// <summary>The first unexpected exception inside the emulator, which it answered with 500; null when there was none.</summary>
    public Exception? Failure => pipeline.Failure;

    /// <summary>From now on no access token issued so far is accepted. New ones can be had at once.</summary>
    public void RevokeTokens() => wire.RevokeTokens();

    /// <summary>Stops the server; open connections are closed.</summary>
    public async ValueTask DisposeAsync()
    {
        if (host is not null)
        {
            await host.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }

    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{GetType().Name} {host?.Address}");

    private protected async Task StartAsync(CancellationToken cancellationToken)
    {
        host = await EmulatorHost.StartAsync(pipeline.HandleAsync, cancellationToken);
        wire.Origin = host.Address.GetLeftPart(UriPartial.Authority);
    }
}
