using System.Net;
using IdentitySdk.Cli.Hosting;
using IdentitySdk.Cli.Profiles;

namespace IdentitySdk.Cli.Vendors;

/// <summary>Connects to vendors that are named on the command line: with a profile, the environment, or an emulator.</summary>
internal sealed class Connector(CliContext context, VendorCatalog vendors)
{
    public const string ProfileVariable = "IDSDK_PROFILE";

    public ProfileStore Profiles { get; } = new(context);

    /// <summary>Connects to a vendor (such as <c>okta</c>) or a profile (such as <c>okta:acme</c>). Sends nothing yet.</summary>
    /// <remarks>
    /// For a vendor, the environment is used if it has a variable of a credential, otherwise the current profile, otherwise the vendor's only profile.
    /// </remarks>
    /// <exception cref="UsageException">There is no such vendor or profile, or base URL or credential are missing or invalid.</exception>
    public VendorConnection Connect(string selector, string? baseUrl = null)
    {
        var vendor = Vendor(selector);
        var isProfile = selector.Contains(':', StringComparison.Ordinal);
        if (isProfile && baseUrl is not null)
        {
            throw new UsageException("A profile has its own base URL, and its credential is not sent to another address: leave out --base-url.");
        }

        var environment = VendorSettings.OfEnvironment(baseUrl, context);
        var profile = isProfile ? Profiles.Get(ProfileName.Parse("profile", selector))
            : baseUrl is null && !environment.HasAny(vendor) ? DefaultProfileOf(vendor)
            : null;
        var settings = profile is null ? environment : new VendorSettings(null, Profiles.Variables(profile), context) { Profile = $"{profile.Name}" };
        var connection = new VendorConnection(vendor, settings, emulator: null);

        // Creates the client now, so that a missing credential is reported before anything is sent.
        _ = connection.Client;
        return connection;
    }

    /// <summary>Starts an emulator of a vendor, which stops when the connection is disposed.</summary>
    /// <exception cref="UsageException">There is no such vendor.</exception>
    public async Task<VendorConnection> EmulateAsync(string selector, int userCount, CancellationToken cancellationToken)
    {
        var vendor = Vendor(selector);
        var emulated = await vendor.StartEmulatorAsync(new EmulatorSettings(userCount, IPAddress.Loopback, 0, null), cancellationToken);
        var variables = emulated.Variables.ToDictionary(static variable => variable.Name, static variable => variable.Value);
        return new VendorConnection(vendor, new VendorSettings(null, variables.GetValueOrDefault, context), emulated.Emulator);
    }

    /// <summary>The profile to use where neither vendor nor profile is named: that of the variable, otherwise the current one; null without any.</summary>
    public string? DefaultProfile =>
        context.GetVariable(ProfileVariable) is { Length: > 0 } name ? name : $"{Profiles.Current}" is { Length: > 0 } current ? current : null;

    /// <summary>The vendor of a vendor or profile name.</summary>
    /// <exception cref="UsageException">There is no such vendor.</exception>
    public IVendor Vendor(string selector)
    {
        var name = selector.Split(':', 2)[0];
        return vendors.All.FirstOrDefault(vendor => vendor.Name == name) ?? throw UsageException.Unknown($"The vendor '{name}'", name, vendors.Names);
    }

    private Profile? DefaultProfileOf(IVendor vendor)
    {
        var own = Profiles.All.Where(profile => profile.Name.Vendor == vendor.Name).ToList();
        return own.FirstOrDefault(profile => profile.Name == Profiles.Current) ?? (own.Count == 1 ? own[0] : null);
    }
}
