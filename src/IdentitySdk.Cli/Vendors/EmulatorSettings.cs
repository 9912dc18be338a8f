using System.Net;
using IdentitySdk.Testing;

namespace IdentitySdk.Cli.Vendors;

/// <summary>The settings of an emulator.</summary>
/// <param name="UserCount">The number of seeded users.</param>
/// <param name="Address">The address to listen on.</param>
/// <param name="Port">The port; 0 for any free one.</param>
/// <param name="RequestReceived">Called with each request; null for no callback.</param>
internal sealed record EmulatorSettings(int UserCount, IPAddress Address, int Port, Action<EmulatorRequest>? RequestReceived)
{
    public TOptions Options<TOptions>()
        where TOptions : VendorEmulatorOptions, new() =>
        new() { UserCount = UserCount, Address = Address, Port = Port, RequestReceived = RequestReceived };
}
