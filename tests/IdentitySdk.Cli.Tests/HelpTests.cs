namespace IdentitySdk.Tests;

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
        // The parser names the process, which is the test host here.
        Snapshot.Match(result.Stable.Replace("  testhost ", "  idsdk ", StringComparison.Ordinal), name);
    }

    [TestCase("OKTA_API_TOKEN")]
    [TestCase("OKTA_ACCESS_TOKEN")]
    [TestCase("ONELOGIN_CLIENT_ID")]
    [TestCase("ONELOGIN_CLIENT_SECRET")]
    [TestCase("ONELOGIN_ACCESS_TOKEN")]
    [TestCase("AGILICUS_ACCESS_TOKEN")]
    [TestCase("OKTA_BASE_URL")]
    [TestCase("ONELOGIN_BASE_URL")]
    [TestCase("AGILICUS_BASE_URL")]
    public async Task Help_names_every_environment_variable(string variable) => Assert.That((await Tool.RunAsync("--help")).Out, Does.Contain(variable));
}
