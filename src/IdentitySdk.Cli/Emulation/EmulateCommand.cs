using System.CommandLine;
using System.Globalization;
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
    private readonly Option<string?> _address = new("--address")
    {
        Description = "IP address to listen on (default: 127.0.0.1). Any other lets others in, whoever can read the credentials printed here.",
        HelpName = "ip",
    };

    private readonly Option<string?> _record = new("--record")
    {
        Description = "File to which every request is appended as a line of JSON, without credentials.",
        HelpName = "file",
    };

    public EmulateCommand(CliContext context, VendorCatalog vendors)
        : base("emulate", "Run emulators until Ctrl-C, for tests in any language. Prints their addresses and credentials as environment variables.")
    {
        (_context, _vendors) = (context, vendors);
        _vendor = new("--vendor")
        {
            Description = $"{string.Join(", ", vendors.Names)} or {VendorCatalog.AllName} (default).",
            HelpName = "vendor",
            DefaultValueFactory = _ => VendorCatalog.AllName,
        };
        foreach (Option option in new Option[] { _vendor, _port, _users, _address, _record })
        {
            Options.Add(option);
        }

        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult command, CancellationToken cancellationToken)
    {
        var vendors = _vendors.Find(command.GetRequiredValue(_vendor));
        if (vendors.Count == 0)
        {
            throw new UsageException($"--vendor must be one of {string.Join(", ", _vendors.Names)}, {VendorCatalog.AllName}.");
        }

        var address = Address(command);
        var port = command.GetValue(_port) ?? 0;
        if (port + vendors.Count > IPEndPoint.MaxPort + 1)
        {
            throw new UsageException($"--port must leave room for {vendors.Count} ports up to {IPEndPoint.MaxPort}.");
        }

        using var recorder = Recorder(command.GetValue(_record));
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
            await WaitAsync(cancellationToken);
            return ExitCodes.Success;
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

    private static RequestRecorder? Recorder(string? path)
    {
        try
        {
            return path is null ? null : new RequestRecorder(new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new UsageException($"--record: {exception.Message}");
        }
    }

    private static async Task WaitAsync(CancellationToken cancellationToken)
    {
        var stopped = new TaskCompletionSource();
        await using var registration = cancellationToken.Register(stopped.SetResult);
        await stopped.Task;
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
            _context.Console.Error.WriteLine($"idsdk: warning: {address} is reachable for other machines, and the connections are not encrypted.");
        }

        return address;
    }

    private async Task PrintAsync(List<EmulatedVendor> running)
    {
        foreach (var (name, value) in running.SelectMany(vendor => vendor.Variables))
        {
            await _context.Console.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{name}={value}"));
        }

        await _context.Console.Out.FlushAsync(CancellationToken.None);
        await _context.Console.Error.WriteLineAsync($"idsdk: emulating {string.Join(", ", running.Select(vendor => vendor.Vendor))}; Ctrl-C stops.");
    }
}
