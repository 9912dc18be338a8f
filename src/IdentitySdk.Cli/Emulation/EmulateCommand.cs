using System.CommandLine;
using System.Net;
using IdentitySdk.Cli.Hosting;
using IdentitySdk.Cli.Commands;
using IdentitySdk.Cli.Vendors;

namespace IdentitySdk.Cli.Emulation;

/// <summary><c>idsdk emulate</c></summary>
internal sealed class EmulateCommand : Command
{
    private const int DefaultUsers = 1000;
    private readonly CliContext _context;
    private readonly VendorCatalog _vendors;
    private readonly Option<string> _vendor;
    private readonly Option<int?> _port = CommonOptions.Number("--port", "Port of the first emulator; the others follow (default: any free ports).");
    private readonly Option<int?> _users = CommonOptions.Number("--users", $"Number of users in each emulator (default: {DefaultUsers}).");
    private readonly Option<string?> _address = CommonOptions.Text(
        "--address", "IP address to listen on (default: 127.0.0.1). With another address, other machines that know the printed credentials can connect.", "ip");

    private readonly Option<string?> _record = CommonOptions.Text(
        "--record", "File to which every request is appended as a line of JSON, without credentials.", "file");

    public EmulateCommand(CliContext context, VendorCatalog vendors)
        : base("emulate", "Run emulators until Ctrl-C, for tests in any language. Prints their addresses and credentials as environment variables.")
    {
        (_context, _vendors) = (context, vendors);
        _vendor = CommonOptions.Choice("--vendor", "Vendor to emulate.", "vendor", VendorCatalog.AllName, [.. vendors.Names, VendorCatalog.AllName]);
        this.AddOptions(_vendor, _port, _users, _address, _record);
        SetAction(RunAsync);
    }

    private async Task RunAsync(ParseResult command, CancellationToken cancellationToken)
    {
        var vendors = _vendors.Find(command.GetRequiredValue(_vendor));
        var address = Address(command);
        var port = command.GetValue(_port) ?? 0;
        if (port + vendors.Count > IPEndPoint.MaxPort + 1)
        {
            throw new UsageException($"--port must be low enough for {vendors.Count} ports up to {IPEndPoint.MaxPort}.");
        }

        using var recorder = command.GetValue(_record) is { } path
            ? FileErrors.Wrap(path, () => new RequestRecorder(new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read)), "--record")
            : null;
        var running = new List<EmulatedVendor>();
        try
        {
            foreach (var (vendor, index) in vendors.Select((vendor, index) => (vendor, index)))
            {
                var settings = new EmulatorSettings(
                    command.GetValue(_users) ?? DefaultUsers, address, port == 0 ? 0 : port + index, recorder?.For(vendor.Name));
                running.Add(await StartAsync(vendor, settings, cancellationToken));
            }

            await PrintAsync(running);
            await Task.Delay(Timeout.Infinite, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        finally
        {
            foreach (var each in running)
            {
                await each.Emulator.DisposeAsync();
            }
        }
    }

    private static async Task<EmulatedVendor> StartAsync(IVendor vendor, EmulatorSettings settings, CancellationToken cancellationToken)
    {
        try
        {
            return await vendor.StartEmulatorAsync(settings, cancellationToken);
        }
        catch (IOException exception)
        {
            throw new UsageException($"The emulator of {vendor.Name} cannot listen on {settings.Address}:{settings.Port}: {exception.Message}");
        }
    }

    private IPAddress Address(ParseResult command)
    {
        if (command.GetValue(_address) is not { } text)
        {
            return IPAddress.Loopback;
        }

        if (!IPAddress.TryParse(text, out var address))
        {
            throw new UsageException("--address must be an IP address.");
        }

        if (!IPAddress.IsLoopback(address))
        {
            Terminal.WriteWarning(_context.Console, $"{address} may be reachable from other machines, and the connections are not encrypted.");
        }

        return address;
    }

    private async Task PrintAsync(List<EmulatedVendor> running)
    {
        foreach (var (name, value) in running.SelectMany(vendor => vendor.Variables))
        {
            await _context.Console.Out.WriteLineAsync($"{name}={value}");
        }

        await _context.Console.Out.FlushAsync(CancellationToken.None);
        await _context.Console.Error.WriteLineAsync($"idsdk: emulating {string.Join(", ", running.Select(vendor => vendor.Vendor))}; Ctrl-C stops.");
    }
}
