using IdentitySdk.Cli.Hosting;

namespace IdentitySdk.Cli.Vendors;

/// <summary>How the users of one vendor are reached.</summary>
internal interface IVendor
{
    /// <summary>As it is typed: lower case.</summary>
    string Name { get; }

    /// <summary>The environment variables of the credential, as a phrase for messages.</summary>
    string CredentialVariables { get; }

    /// <summary>What the help says of credential and address.</summary>
    string CredentialHelp { get; }

    /// <summary>What the help says of <c>--filter</c>.</summary>
    string FilterHelp { get; }

    /// <summary>The vendor itself, with the credential of the environment. Nothing is sent yet.</summary>
    /// <exception cref="UsageException">Address or credential are missing or unusable.</exception>
    IUserSource Connect(VendorSettings settings);

    /// <summary>An emulator of the vendor on loopback, which ends with the source.</summary>
    Task<IUserSource> EmulateAsync(int userCount, Action<IdentityClientOptions> configure, CancellationToken cancellationToken);
}
