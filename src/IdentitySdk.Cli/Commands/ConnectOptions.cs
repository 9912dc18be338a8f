using System.CommandLine;
using IdentitySdk.Cli.Hosting;
using IdentitySdk.Cli.Vendors;

namespace IdentitySdk.Cli.Commands;

/// <summary>The options of every command that calls a vendor: vendor, profile, base URL, emulator.</summary>
internal sealed class ConnectOptions
{
    private const int DefaultEmulatorUsers = 1000;
    private readonly CliContext _context;
    private readonly VendorCatalog _vendors;
    private readonly string? _vendorName;
    private readonly Option<string?> _vendor;
    private readonly Option<string?> _profile = CommonOptions.Text("--profile",
        $"Saved profile (idsdk login), such as acme (default: {Connector.ProfileVariable}, then the current profile).", "profile");
    private readonly Option<string?> _baseUrl = CommonOptions.Text("--base-url", "Base URL of the vendor's API, such as https://example.com.", "url");
    private readonly Option<bool> _emulator = CommonOptions.Flag("--emulator", "Use a built-in emulator on loopback instead of the vendor.");
    private readonly Option<int?> _emulatorUsers = CommonOptions.Number("--emulator-users",
        $"Number of users in the emulator (default: {DefaultEmulatorUsers}).");

    /// <summary>Adds the options to a command.</summary>
    /// <param name="command">The command.</param>
    /// <param name="context">The environment of the command.</param>
    /// <param name="vendors">The vendors.</param>
    /// <param name="allowsAll">Whether the command supports all vendors in one run.</param>
    /// <param name="vendorName">The vendor, if the command is for a single one; null for an option --vendor.</param>
    public ConnectOptions(Command command, CliContext context, VendorCatalog vendors, bool allowsAll = false, string? vendorName = null)
    {
        (_context, _vendors, _vendorName) = (context, vendors, vendorName);
        IReadOnlyList<string> names = allowsAll ? [.. vendors.Names, VendorCatalog.AllName] : vendors.Names;
        _vendor = CommonOptions.Text("--vendor", $"{string.Join(", ", names)}; optional with a profile.", "vendor");
        CommonOptions.Restrict(_vendor, names);
        _profile.CompletionSources.Add(_ => new Connector(context, vendors).Profiles.All.Select(static profile => $"{profile.Name}"));
        command.AddOptions([.. vendorName is null ? [_vendor] : Array.Empty<Option>(), _profile, _baseUrl, _emulator, _emulatorUsers]);
    }

    /// <summary>Whether all vendors are selected.</summary>
    public bool IsAll(ParseResult command) => _vendorName is null && command.GetValue(_vendor) == VendorCatalog.AllName;

    /// <summary>Whether a base URL is given, which belongs to one vendor.</summary>
    public bool HasBaseUrl(ParseResult command) => command.GetValue(_baseUrl) is not null;

    /// <summary>Opens the connection to one vendor. Sends nothing yet.</summary>
    /// <exception cref="UsageException">Vendor, profile, base URL or credential are missing, invalid or contradictory.</exception>
    public async Task<VendorConnection> OpenAsync(ParseResult command, CancellationToken cancellationToken) =>
        (await OpenAllAsync(command, cancellationToken))[0];

    /// <summary>Opens the connections to all selected vendors before the first request, so that a missing credential is reported first.</summary>
    /// <inheritdoc cref="OpenAsync"/>
    public async Task<VendorConnections> OpenAllAsync(ParseResult command, CancellationToken cancellationToken)
    {
        var connections = new VendorConnections();
        try
        {
            foreach (var selector in Selectors(command))
            {
                connections.Add(await OpenNamedAsync(command, selector, cancellationToken));
            }

            return connections;
        }
        catch
        {
            await connections.DisposeAsync();
            throw;
        }
    }

    /// <summary>Opens the connection to a given vendor or profile, such as <c>okta:acme</c>, or to an emulator of it.</summary>
    /// <inheritdoc cref="OpenAsync"/>
    public async Task<VendorConnection> OpenNamedAsync(ParseResult command, string selector, CancellationToken cancellationToken)
    {
        var connector = new Connector(_context, _vendors);
        return command.GetValue(_emulator)
            ? await connector.EmulateAsync(selector, command.GetValue(_emulatorUsers) ?? DefaultEmulatorUsers, cancellationToken)
            : connector.Connect(selector, command.GetValue(_baseUrl));
    }

    /// <summary>The selected vendors and profiles, such as <c>okta:acme</c>.</summary>
    /// <exception cref="UsageException">The options contradict each other, or select no vendor.</exception>
    public IReadOnlyList<string> Selectors(ParseResult command)
    {
        var vendor = _vendorName ?? command.GetValue(_vendor);
        var (profile, isAll) = (command.GetValue(_profile), IsAll(command));
        Check(command, profile, isAll);
        if (isAll)
        {
            return _vendors.Names;
        }

        if (profile is not null)
        {
            return [$"{Profiles.ProfileName.Parse("--profile", profile, vendor)}"];
        }

        var defaultProfile = new Connector(_context, _vendors).DefaultProfile;
        return
        [
            vendor is null || defaultProfile?.StartsWith(vendor + ":", StringComparison.Ordinal) == true && IsProfileInEnvironment
                ? defaultProfile ?? throw NoVendor()
                : vendor,
        ];
    }

    /// <summary>Whether a variable names the profile: it has precedence over other variables.</summary>
    private bool IsProfileInEnvironment => _context.GetVariable(Connector.ProfileVariable) is { Length: > 0 };

    private UsageException NoVendor() =>
        new($"No vendor: use --vendor with one of {string.Join(", ", _vendors.Names)}, or --profile; add --emulator to try it without an account.");

    private void Check(ParseResult command, string? profile, bool isAll)
    {
        var (baseUrl, isEmulated) = (command.GetValue(_baseUrl), command.GetValue(_emulator));
        var problem = (baseUrl, isEmulated, profile, isAll) switch
        {
            (not null, true, _, _) => "--base-url and --emulator cannot be combined.",
            (_, true, not null, _) => "--profile and --emulator cannot be combined.",
            (_, _, not null, true) => "--profile works with one vendor only; with --vendor all, each vendor's variables or current profile is used.",
            (not null, _, _, true) => "--base-url works with one vendor only; with --vendor all, set each vendor's BASE_URL variable.",
            _ when command.GetValue(_emulatorUsers) is not null && !isEmulated => "--emulator-users requires --emulator.",
            _ => null,
        };
        if (problem is not null)
        {
            throw new UsageException(problem);
        }
    }
}
