using System.CommandLine;
using IdentitySdk.Cli;
using IdentitySdk.Cli.Hosting;

namespace IdentitySdk.Tests;

/// <summary>The help of the tool.</summary>
public sealed class HelpTests
{
    [TestCase("help", "--help")]
    [TestCase("help_users", "users --help")]
    [TestCase("help_users_list", "users list --help")]
    [TestCase("help_users_get", "users get --help")]
    [TestCase("help_emulate", "emulate --help")]
    [TestCase("help_login", "login --help")]
    [TestCase("help_profiles", "profiles --help")]
    [TestCase("help_api", "api --help")]
    [TestCase("help_users_create", "users create --help")]
    [TestCase("help_users_delete", "users delete --help")]
    [TestCase("help_plan", "plan --help")]
    [TestCase("help_apply", "apply --help")]
    [TestCase("help_verify", "verify --help")]
    [TestCase("help_undo", "undo --help")]
    [TestCase("help_import", "import --help")]
    [TestCase("help_diff", "diff --help")]
    [TestCase("help_export", "export --help")]
    [TestCase("help_okta", "okta --help")]
    [TestCase("help_okta_users", "okta users --help")]
    [TestCase("help_okta_users_delete", "okta users delete --help")]
    [TestCase("help_onelogin_users_list", "onelogin users list --help")]
    [TestCase("help_agilicus_users_create", "agilicus users create --help")]
    public async Task Help_matches_the_snapshot(string name, string args)
    {
        var result = await Tool.RunAsync(args.Split(' '));

        result.AssertSucceeded();
        // The parser shows the name of the process, which is the test host here.
        Snapshot.Match(result.Stable.Replace("  testhost ", "  idsdk ", StringComparison.Ordinal), name);
    }

    public static IEnumerable<string> Leaves => Leaf(new IdsdkCommand(new CliContext(new SystemConsole()), Application.Vendors, static _ => false), "");

    [TestCaseSource(nameof(Leaves))]
    public async Task Help_of_every_command_has_an_example(string path) =>
        Assert.That((await Tool.RunAsync([.. path.Split(' '), "--help"])).Out, Does.Contain("Examples:\n  ").And.Contains($"idsdk {path}"));

    [TestCase("OKTA_API_TOKEN")]
    [TestCase("OKTA_ACCESS_TOKEN")]
    [TestCase("ONELOGIN_CLIENT_ID")]
    [TestCase("ONELOGIN_CLIENT_SECRET")]
    [TestCase("ONELOGIN_ACCESS_TOKEN")]
    [TestCase("AGILICUS_ACCESS_TOKEN")]
    [TestCase("OKTA_PRIVATE_KEY")]
    [TestCase("AGILICUS_AUTHENTICATION_DOCUMENT")]
    [TestCase("AGILICUS_ORG_ID")]
    [TestCase("OKTA_BASE_URL")]
    [TestCase("ONELOGIN_BASE_URL")]
    [TestCase("AGILICUS_BASE_URL")]
    public async Task Help_names_every_environment_variable(string variable) => Assert.That((await Tool.RunAsync("--help")).Out, Does.Contain(variable));

    private static IEnumerable<string> Leaf(Command command, string path) => command.Subcommands.Count == 0
        ? [path]
        : command.Subcommands.Where(each => !each.Hidden && each.Name is not ("okta" or "onelogin" or "agilicus"))
            .SelectMany(each => Leaf(each, $"{path} {each.Name}".Trim()));
}
