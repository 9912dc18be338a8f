using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.RegularExpressions;
using IdentitySdk.Cli;
using IdentitySdk.Cli.Agilicus;
using IdentitySdk.Cli.Commands;
using IdentitySdk.Cli.Hosting;
using IdentitySdk.Cli.Okta;
using IdentitySdk.Cli.OneLogin;
using IdentitySdk.Cli.Vendors;

namespace IdentitySdk.Tests;

/// <summary>Every example in the help and in docs/command-line.md is a valid command line.</summary>
public sealed class ExampleTests
{
    private static readonly VendorCatalog s_vendors = new(new OktaVendor(), new OneLoginVendor(), new AgilicusVendor());

    private static IEnumerable<string> Examples() => Commands(Root()).OfType<IDescribedCommand>().SelectMany(command => command.Remarks.Split('\n'))
        .Concat(File.ReadLines(Repository.Path("docs", "command-line.md")))
        .Select(line => line.Trim())
        .Where(line => line.StartsWith("idsdk ", StringComparison.Ordinal))
        .Distinct();

    [TestCaseSource(nameof(Examples))]
    public void Example_is_a_valid_command_line(string example)
    {
        // The rest is shell syntax.
        var own = example.Split([" | ", " < ", " > ", " # ", " && "], StringSplitOptions.None)[0];
        var command = Root().Parse([.. CommandLineParser.SplitCommandLine(Regex.Replace(own, "'([^']*)'", quoted => $"\"{quoted.Groups[1].Value.Replace("\"", "")}\"")).Skip(1)], new ParserConfiguration { ResponseFileTokenReplacer = null });

        Assert.That(command.Errors.Select(error => error.Message), Is.Empty);
        Assert.That(command.UnmatchedTokens, Is.Empty);
    }

    private static IdsdkCommand Root() => new(new CliContext(new SystemConsole()), s_vendors, _ => true);

    private static IEnumerable<Command> Commands(Command command) => command.Subcommands.SelectMany(Commands).Prepend(command);
}
