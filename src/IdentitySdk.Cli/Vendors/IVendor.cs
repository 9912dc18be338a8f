using IdentitySdk.Cli.Hosting;

namespace IdentitySdk.Cli.Vendors;

/// <summary>A vendor: its name, help texts and user sources.</summary>
internal interface IVendor
{
    /// <summary>The name on the command line, in lower case.</summary>
    string Name { get; }

    /// <summary>The environment variables of the credential, as a phrase for messages.</summary>
    string CredentialVariables { get; }

    /// <summary>The help on credential and base URL.</summary>
    string CredentialHelp { get; }

    /// <summary>The help on <c>--filter</c>.</summary>
    string FilterHelp { get; }

    /// <summary>Creates a source of the vendor's users with the credential of the environment. Sends nothing yet.</summary>
    /// <exception cref="UsageException">Base URL or credential are missing or invalid.</exception>
    IUserSource Connect(VendorSettings settings);

    /// <summary>Starts an emulator of the vendor on loopback, which stops when the source is disposed.</summary>
    Task<IUserSource> EmulateAsync(int userCount, Action<IdentityClientOptions> configure, CancellationToken cancellationToken);

    /// <summary>Starts an emulator of the vendor, which stops when it is disposed.</summary>
    /// <exception cref="IOException">It cannot listen there.</exception>
    Task<EmulatedVendor> StartEmulatorAsync(EmulatorSettings settings, CancellationToken cancellationToken);
}
