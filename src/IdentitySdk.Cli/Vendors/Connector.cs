using System.Net;
using IdentitySdk.Cli.Hosting;
using IdentitySdk.Cli.Profiles;

namespace IdentitySdk.Cli.Vendors;

/// <summary>Connects vendors that are named on the command line: with a profile, the environment, or an emulator.</summary>
internal sealed class Connector(CliContext context, VendorCatalog vendors)
{
    public const string ProfileVariable = "IDSDK_PROFILE";

    public ProfileStore Profiles { get; } = new(context);

    /// <summary>Connects a vendor (<c>okta</c>, for example) or a profile of one (<c>okta:acme</c>). Sends nothing yet.</summary>
    /// <remarks>Without a profile, the environment is used if it has anything of a credential, else the current profile, else the vendor's only one.</remarks>
    /// <exception cref="UsageException">There is no such vendor or profile, or base URL or credential are missing or invalid.</exception>
    public VendorConnection Connect(string selector, string? baseUrl = null)
    {
        var vendor = Vendor(selector);
        var isProfile = selector.Contains(':', StringComparison.Ordinal);
        if (isProfile && baseUrl is not null)
        {
            throw new UsageException("A profile has a base URL, and its credential is sent nowhere else: leave out --base-url.");
        }

        var environment = VendorSettings.OfEnvironment(baseUrl, context);
        var profile = isProfile ? Profiles.Get(ProfileName.Parse("profile", selector)) : baseUrl is null && !environment.HasAny(vendor) ? Usual(vendor) : null;
        var settings = profile is null ? environment : new VendorSettings(null, Profiles.Variables(profile), context) { Profile = $"{profile.Name}" };
        return Open(vendor, settings);
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

    /// <summary>What is used where neither vendor nor profile is named: the variable, else the current profile; null without one.</summary>
    public string? Default =>
        context.GetVariable(ProfileVariable) is { Length: > 0 } name ? name : $"{Profiles.Current}" is { Length: > 0 } current ? current : null;

    /// <summary>The vendor of a selector.</summary>
    /// <exception cref="UsageException">There is none.</exception>
    public IVendor Vendor(string selector)
    {
        var name = selector.Split(':', 2)[0];
        return vendors.All.FirstOrDefault(vendor => vendor.Name == name) ?? throw UsageException.Unknown($"The vendor '{name}'", name, vendors.Names);
    }

    /// <summary>Creates the client now, so that a missing credential is reported before anything is done.</summary>
    private static VendorConnection Open(IVendor vendor, VendorSettings settings)
    {
        var connection = new VendorConnection(vendor, settings, emulator: null);
        _ = connection.Client;
        return connection;
    }

    private Profile? Usual(IVendor vendor)
    {
        var own = Profiles.All.Where(profile => profile.Name.Vendor == vendor.Name).ToList();
        return own.FirstOrDefault(profile => profile.Name == Profiles.Current) ?? (own.Count == 1 ? own[0] : null);
    }
}
