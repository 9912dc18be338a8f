using System.CommandLine;
using System.CommandLine.Invocation;
using IdentitySdk.Cli.Agilicus;
using IdentitySdk.Cli.Commands;
using IdentitySdk.Cli.Hosting;
using IdentitySdk.Cli.Okta;
using IdentitySdk.Cli.OneLogin;
using IdentitySdk.Cli.Vendors;

namespace IdentitySdk.Cli;

/// <summary>One run of the tool: arguments in, exit code out.</summary>
internal static class Application
{
    public static VendorCatalog Vendors { get; } = new(new OktaVendor(), new OneLoginVendor(), new AgilicusVendor());

    public static async Task<int> RunAsync(string[] args, CliContext context, CancellationToken cancellationToken = default)
    {
        var root = new IdsdkCommand(context, Vendors, name => args.Any(arg => arg.Contains(name, StringComparison.Ordinal)));
        // No response files: a filter or an id may start with "@".
        var command = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (command.Action is ParseErrorAction or null)
        {
            return new Failure(ExitCodes.BadUsage, ParseErrors.Describe(command)).Report(context.Console);
        }

        try
        {
            root.Apply(command, context);
            return await InvokeAsync(command, context.Console, cancellationToken);
        }
        catch (Exception exception) when (Failure.From(exception, Vendors) is { } failure)
        {
            return failure.Report(context.Console);
        }
    }

    private static async Task<int> InvokeAsync(ParseResult command, IConsole console, CancellationToken cancellationToken)
    {
        var configuration = new InvocationConfiguration { Output = console.Out, Error = console.Error, EnableDefaultExceptionHandler = false };
        try
        {
            return await command.InvokeAsync(configuration, cancellationToken);
        }
        finally
        {
            // A cancelled or failed list stops after its last complete line.
            await console.Out.FlushAsync(CancellationToken.None);
        }
    }
}
