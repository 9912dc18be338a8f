using System.Globalization;
using IdentitySdk.Testing.Hosting;
using IdentitySdk.Testing.Requests;

namespace IdentitySdk.Testing;

/// <summary>A vendor's user-management API as a real HTTP server on loopback. Thread-safe. Dispose it to stop the server.</summary>
public abstract class VendorEmulator : IAsyncDisposable
{
    private readonly IVendorProtocol _protocol;
    private readonly RequestPipeline _pipeline;
    private EmulatorHost? _host;

    private protected VendorEmulator(IVendorProtocol protocol, VendorEmulatorOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(options.UserCount);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.RateLimit, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.RequestLogCapacity, 0);
        this._protocol = protocol;
        Faults = new FaultPlan(options.ErrorRate, options.ErrorSeed);
        _pipeline = new RequestPipeline(
            protocol,
            Faults,
            new RequestLog(options.RequestLogCapacity),
            new RateLimiter(options.RateLimit, options.RateLimitWindow ?? protocol.RateLimitWindow, options.TimeProvider),
            options.TimeProvider);
    }

    /// <summary>The server's address: <c>http://127.0.0.1:{port}/</c>.</summary>
    public Uri BaseAddress => _host?.Address ?? throw new InvalidOperationException("The emulator has not been started.");

    /// <summary>The faults to inject, and when.</summary>
    public FaultPlan Faults { get; }

    /// <summary>The last requests received, oldest first, as a snapshot.</summary>
    public IReadOnlyList<EmulatorRequest> Requests => _pipeline.Log.Snapshot();

    /// <summary>Number of requests received since the start, including those no longer in <see cref="Requests"/>.</summary>
    public int RequestCount => _pipeline.Log.Count;

    /// <summary>Number of requests received by the token endpoint, rejected ones included.</summary>
    public int TokenRequests => _pipeline.TokenRequests;

    /// <summary>The first unexpected exception inside the emulator, whose response was a 500; null when there was none.</summary>
    public Exception? Failure => _pipeline.Failure;

    /// <summary>Revokes every access token issued so far. New ones are issued as usual.</summary>
    public void RevokeTokens() => _protocol.RevokeTokens();

    /// <summary>Stops the server; open connections are closed.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_host is not null)
        {
            await _host.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }

    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{GetType().Name} {_host?.Address}");

    private protected async Task StartAsync(CancellationToken cancellationToken)
    {
        _host = await EmulatorHost.StartAsync(_pipeline.HandleAsync, cancellationToken);
        _protocol.Origin = _host.Address.GetLeftPart(UriPartial.Authority);
    }
}
