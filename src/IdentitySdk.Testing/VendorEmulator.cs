using System.Globalization;
using IdentitySdk.Testing.Hosting;
using IdentitySdk.Testing.Requests;

namespace IdentitySdk.Testing;

/// <summary>
/// A vendor's user-management API: a real HTTP server on loopback, or the same without a connection through <see cref="CreateHandler"/>.
/// Thread-safe. Dispose it to stop the server.
/// </summary>
public abstract class VendorEmulator : IAsyncDisposable
{
    private readonly VendorProtocol _protocol;
    private readonly VendorEmulatorOptions _options;
    private readonly RequestPipeline _pipeline;
    private EmulatorHost? _host;

    private protected VendorEmulator(VendorProtocol protocol, VendorEmulatorOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(options.UserCount);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.RateLimit, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.RequestLogCapacity, 0);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.RequestLogBytes, 0);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxBodySize, 0);
        ArgumentOutOfRangeException.ThrowIfNegative(options.Port);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.Port, 65_535);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.ClockSkew.Duration(), TimeSpan.FromDays(366));
        (this._protocol, this._options) = (protocol, options);
        protocol.Origin = InProcessAddress.GetLeftPart(UriPartial.Authority);
        Faults = new FaultPlan(options.ErrorRate, options.ErrorSeed);
        _pipeline = new RequestPipeline(
            protocol,
            Faults,
            new RequestLog(options.RequestLogCapacity, options.RequestLogBytes),
            new RateLimiter(options.RateLimit, options.RateLimitWindow ?? protocol.RateLimitWindow, options.TimeProvider, options.RateLimitResetRoundsDown),
            options);
    }

    /// <summary>The server's address: <c>http://127.0.0.1:{port}/</c>. An emulator that was created without a server has <c>http://localhost/</c>.</summary>
    public Uri BaseAddress => _host?.Address ?? InProcessAddress;

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

    private static Uri InProcessAddress { get; } = new("http://localhost/");

    /// <summary>Revokes every access token issued so far. New ones are issued as usual.</summary>
    public void RevokeTokens() => _protocol.RevokeTokens();

    /// <summary>
    /// A handler for an <see cref="HttpClient"/> that reaches this emulator without a connection: the same state, faults and request log.
    /// Requests may have any address.
    /// </summary>
    public HttpMessageHandler CreateHandler() => new InProcessHandler(_pipeline, _options);

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
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{GetType().Name} {BaseAddress}");

    private protected async Task StartAsync(CancellationToken cancellationToken)
    {
        _host = await EmulatorHost.StartAsync(_pipeline, _options, cancellationToken);
        _protocol.Origin = _host.Address.GetLeftPart(UriPartial.Authority);
    }
}
