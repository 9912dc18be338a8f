using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace IdentitySdk.Testing.Hosting;

/// <summary>Kestrel on a free loopback port: HTTP/1.1, no logging, no ambient configuration, no signal handlers.</summary>
internal sealed class EmulatorHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private EmulatorHost(WebApplication app, Uri address) => (this._app, Address) = (app, address);

    public Uri Address { get; }

    public static async Task<EmulatorHost> StartAsync(RequestPipeline pipeline, VendorEmulatorOptions options, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            // So that the vendor's error is sent, not Kestrel's.
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Listen(options.Address, options.Port, listen => listen.Protocols = HttpProtocols.Http1);
        });
        // The default lifetime would handle Ctrl+C in the process that hosts the emulator.
        builder.Services.AddSingleton<IHostLifetime, NullLifetime>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.Zero);

        var app = builder.Build();
        app.Run(async context =>
        {
            var received = await ReadAsync(context, options.MaxBodySize);
            await ResponseSender.SendAsync(context, await pipeline.HandleAsync(received, context.RequestAborted), options.TimeProvider);
        });
        try
        {
            await app.StartAsync(cancellationToken);
            var addresses = app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>();
            return new EmulatorHost(app, Reachable(new Uri(addresses.Addresses.Single())));
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    /// <summary>An address that clients can connect to, when the server listens on all addresses.</summary>
    private static Uri Reachable(Uri address) => address.Host switch
    {
        "0.0.0.0" => new UriBuilder(address) { Host = "127.0.0.1" }.Uri,
        "[::]" => new UriBuilder(address) { Host = "[::1]" }.Uri,
        _ => address,
    };

    private static async ValueTask<ReceivedRequest> ReadAsync(HttpContext context, int maxBodySize)
    {
        var request = context.Request;
        var (content, isTooLarge) = await BodyReader.ReadAsync(request.Body, maxBodySize, context.RequestAborted);
        return new(
            request.Method,
            context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget,
            $"{request.Scheme}://{request.Host}",
            request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            content)
        {
            HasBodyLength = request.ContentLength is not null || request.Headers.TransferEncoding.Count > 0,
            IsTooLarge = isTooLarge,
        };
    }

    private sealed class NullLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
