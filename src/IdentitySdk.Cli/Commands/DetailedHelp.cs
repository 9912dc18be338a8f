using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace IdentitySdk.Cli.Commands;

/// <summary>The parser's help, followed by what every command needs to be told: credentials, filters, exit codes.</summary>
internal sealed class DetailedHelp(HelpAction help) : SynchronousCommandLineAction
{
    private const string Environment = """
        Credentials come from the environment only:
          okta      OKTA_API_TOKEN, or OKTA_ACCESS_TOKEN; address in --base-url or OKTA_BASE_URL
          onelogin  ONELOGIN_CLIENT_ID and ONELOGIN_CLIENT_SECRET, or ONELOGIN_ACCESS_TOKEN; address in --base-url or ONELOGIN_BASE_URL
          agilicus  AGILICUS_ACCESS_TOKEN; address in --base-url or AGILICUS_BASE_URL, else https://api.agilicus.com
        With --emulator none of them is needed.
        """;

    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        help.Invoke(parseResult);
        var output = parseResult.InvocationConfiguration.Output;
        output.WriteLine(Environment);
        output.WriteLine();
        output.WriteLine(ExitCodes.Help);
        return ExitCodes.Success;
    }
}
