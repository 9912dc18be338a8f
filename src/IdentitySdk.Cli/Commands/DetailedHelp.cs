using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using IdentitySdk.Cli.Hosting;
using IdentitySdk.Cli.Vendors;

namespace IdentitySdk.Cli.Commands;

/// <summary>The parser's help, followed by what holds for every command: credentials and exit codes.</summary>
internal sealed class DetailedHelp(HelpAction help, VendorCatalog vendors) : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        help.Invoke(parseResult);
        var output = parseResult.InvocationConfiguration.Output;
        output.WriteLine("Credentials are read from environment variables only:");
        foreach (var vendor in vendors.All)
        {
            output.WriteLine($"  {vendor.Name,-8}  {vendor.CredentialHelp}");
        }

        output.WriteLine("With --emulator, none of them is needed.");
        output.WriteLine();
        output.WriteLine(ExitCodes.Help);
        return ExitCodes.Success;
    }
}
