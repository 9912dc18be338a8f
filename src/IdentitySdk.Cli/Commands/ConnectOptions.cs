using System.CommandLine;
using IdentitySdk.Cli.Hosting;
using IdentitySdk.Cli.Vendors;

namespace IdentitySdk.Cli.Commands;

/// <summary>The options of every command that calls a vendor: which vendor or profile, base URL, or an emulator.</summary>
internal sealed class ConnectOptions
{
    private const int DefaultEmulatorUsers = 1000;
    private readonly CliContext _context;
    private readonly VendorCatalog _vendors;
    private readonly string? _vendorName;
    private readonly Option<string?> _vendor;
    private readonly Option<string?> _profile = CommonOptions.Text("--profile",
        $"Saved profile (idsdk login), such as acme; default: {Connector.ProfileVariable}, then the current one.", "profile");
    private readonly Option<string?> _baseUrl = CommonOptions.Text("--base-url", "Base URL of the vendor's API, such as https://example.com.", "url");
    private readonly Option<bool> _emulator = CommonOptions.Flag("--emulator", "Use a built-in emulator on loopback instead of the vendor.");
    private readonly Option<int?> _emulatorUsers = CommonOptions.Number("--emulator-users",
        $"Number of users in the emulator (default: {DefaultEmulatorUsers}).");

    /// <summary>Adds the options to a command.</summary>
    /// <param name="command">The command.</param>
    /// <param name="context">The environment of the command.</param>
    /// <param name="vendors">The vendors.</param>
    /// <param name="allowsAll">Whether the command works with all vendors at once.</param>
    /// <param name="vendorName">The vendor, if the command is about one; null to ask with --vendor.</param>
    public ConnectOptions(Command command, CliContext context, VendorCatalog vendors, bool allowsAll = false, string? vendorName = null)
    {
        (_context, _vendors, _vendorName) = (context, vendors, vendorName);
        IReadOnlyList<string> names = allowsAll ? [.. vendors.Names, VendorCatalog.AllName] : vendors.Names;
        _vendor = CommonOptions.Text("--vendor", $"{string.Join(", ", names)}; may be left out with a profile.", "vendor");
        _vendor.Validators.Add(result => CommonOptions.Check(result, "--vendor", names));
        _vendor.CompletionSources.Add([.. names]);
        _profile.CompletionSources.Add(_ => new Connector(context, vendors).Profiles.All.Select(static profile => $"{profile.Name}"));
        foreach (var option in (vendorName is null ? new Option[] { _vendor } : []).Concat([_profile, _baseUrl, _emulator, _emulatorUsers]))
        {
            command.Options.Add(option);
        }
    }

    /// <summary>Whether all vendors are asked for.</summary>
    public bool IsAll(ParseResult command) => _vendorName is null && command.GetValue(_vendor) == VendorCatalog.AllName;

    /// <summary>Whether an address is given, which is that of one vendor.</summary>
    public bool HasBaseUrl(ParseResult command) => command.GetValue(_baseUrl) is not null;

    /// <summary>Opens one vendor. Sends nothing yet.</summary>
    /// <exception cref="UsageException">Vendor, profile, base URL or credential are missing, invalid or contradict each other.</exception>
    public async Task<VendorConnection> OpenAsync(ParseResult command, CancellationToken cancellationToken) =>
        (await OpenAllAsync(command, cancellationToken))[0];

    /// <summary>Opens every vendor before the first request: a missing credential is reported before anything is listed.</summary>
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

    /// <summary>Opens a vendor or profile that is named by the command itself, such as <c>okta:acme</c>, or an emulator of it.</summary>
    /// <inheritdoc cref="OpenAsync"/>
    public async Task<VendorConnection> OpenNamedAsync(ParseResult command, string selector, CancellationToken cancellationToken)
    {
        var connector = new Connector(_context, _vendors);
        return command.GetValue(_emulator)
            ? await connector.EmulateAsync(selector, command.GetValue(_emulatorUsers) ?? DefaultEmulatorUsers, cancellationToken)
            : connector.Connect(selector, command.GetValue(_baseUrl));
    }

    /// <summary>The vendors and profiles that the command is about, such as <c>okta:acme</c>.</summary>
    /// <exception cref="UsageException">The options contradict each other, or name nothing.</exception>
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

        var usual = new Connector(_context, _vendors).Default;
        return [vendor is null || usual?.StartsWith(vendor + ":", StringComparison.Ordinal) == true && IsNamed ? usual ?? throw Nothing() : vendor];
    }

    /// <summary>Whether a variable names the profile: it counts more than other variables.</summary>
    private bool IsNamed => _context.GetVariable(Connector.ProfileVariable) is { Length: > 0 };

    private UsageException Nothing() =>
        new($"Which vendor? Use --vendor with one of {string.Join(", ", _vendors.Names)}, or --profile; add --emulator to try it without an account.");

    private void Check(ParseResult command, string? profile, bool isAll)
    {
        var (baseUrl, isEmulated) = (command.GetValue(_baseUrl), command.GetValue(_emulator));
        var problem = (baseUrl, isEmulated, profile, isAll) switch
        {
            (not null, true, _, _) => "--base-url and --emulator cannot be combined.",
            (_, true, not null, _) => "--profile and --emulator cannot be combined.",
            (_, _, not null, true) => "--profile is for one vendor only; with --vendor all, each vendor's variables or current profile is used.",
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
