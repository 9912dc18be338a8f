using System.CommandLine;
using IdentitySdk.Cli.Calls;
using IdentitySdk.Cli.Hosting;
using IdentitySdk.Cli.Vendors;

namespace IdentitySdk.Cli.Operations;

/// <summary>The operations of a vendor: a command for each of its clients, with a command for each operation.</summary>
internal sealed class VendorCommand : Command
{
    /// <param name="context">The environment of the command.</param>
    /// <param name="vendors">The vendors.</param>
    /// <param name="vendor">The vendor.</param>
    /// <param name="isWhole">Whether to create the subcommands, which cost time at each start and are rarely used.</param>
    public VendorCommand(CliContext context, VendorCatalog vendors, IVendor vendor, bool isWhole)
        : base(vendor.Name, $"Call any operation of {vendor.DisplayName}.")
    {
        if (!isWhole)
        {
            return;
        }

        var table = OperationTable.Load(vendor.DisplayName);
        foreach (var (name, help) in table.Clients)
        {
            var client = new Command(CommandName.Of(name), help);
            foreach (var operation in table.Operations.Where(operation => operation.Client == name))
            {
                client.Subcommands.Add(new OperationCommand(context, vendors, vendor, operation));
            }

            Subcommands.Add(client);
        }
    }
}
