namespace IdentitySdk.Tests;

public sealed class UsageTests
{
    private const string OneLoginFields =
        "email, username, firstname, lastname, samaccountname, userprincipalname, external_id, directory_id, group_id, role_id.";

    private const string AgilicusFields = "email, prefix_email_search, first_name, last_name, type, status, provider, org_id.";

    [TestCase("", "Required command was not provided. See idsdk --help.")]
    [TestCase("users", "Required command was not provided. See idsdk users --help.")]
    [TestCase("users list", "No vendor: use --vendor with one of okta, onelogin, agilicus, or --profile; add --emulator to try it without an account.")]
    [TestCase("users list --vendor", "Required argument missing for option: '--vendor'. See idsdk users list --help.")]
    [TestCase("users list --vendor azure", "--vendor must be one of okta, onelogin, agilicus, all. See idsdk users list --help.")]
    [TestCase("users get 1 --vendor all", "--vendor must be one of okta, onelogin, agilicus. See idsdk users get --help.")]
    [TestCase("users get --vendor okta", "Required argument 'id' missing for command: 'get'. See idsdk users get --help.")]
    [TestCase("users list --vendor okta --emulator --take 0", "--take must be a whole number of 1 or more. See idsdk users list --help.")]
    [TestCase("users list --vendor okta --emulator --take -1", "--take must be a whole number of 1 or more. See idsdk users list --help.")]
    [TestCase("users list --vendor okta --emulator --take ten", "--take must be a whole number of 1 or more. See idsdk users list --help.")]
    [TestCase("users list --vendor okta --emulator --page-size 0", "--page-size must be a whole number of 1 or more. See idsdk users list --help.")]
    [TestCase("users list --vendor okta --emulator --emulator-users 0", "--emulator-users must be a whole number of 1 or more. See idsdk users list --help.")]
    [TestCase("users list --vendor okta --emulator --format xml", "--format must be one of table, json, jsonl, csv, tsv. See idsdk users list --help.")]
    [TestCase("users list --vendor okta --emulator --format 1", "--format must be one of table, json, jsonl, csv, tsv. See idsdk users list --help.")]
    [TestCase("users list --vendor okta --emulator --colour", "'--colour' is not an option of idsdk users list. See idsdk users list --help.")]
    [TestCase("users list --vendor all --emulator --filter email=x",
        "--filter, --search and --sort work with one vendor only: each vendor has its own syntax.")]
    [TestCase("users list --vendor okta --emulator --base-url https://example.okta.com", "--base-url and --emulator cannot be combined.")]
    [TestCase("users list --vendor all --base-url https://example.okta.com",
        "--base-url works with one vendor only; with --vendor all, set each vendor's BASE_URL variable.")]
    [TestCase("users list --vendor okta --emulator-users 5", "--emulator-users requires --emulator.")]
    [TestCase("users list --vendor onelogin --emulator --filter ada",
        "A filter for OneLogin has the form field=value; fields: " + OneLoginFields)]
    [TestCase("users list --vendor onelogin --emulator --filter first_name=Ada",
        "OneLogin has no filter field 'first_name'; fields: " + OneLoginFields + " Did you mean 'firstname'?")]
    [TestCase("users list --vendor onelogin --emulator --filter group_id=x", "'x' is not a valid value for the filter 'group_id'.")]
    [TestCase("users list --vendor onelogin --emulator --filter group_id=99999999999999999999",
        "'99999999999999999999' is not a valid value for the filter 'group_id'.")]
    [TestCase("users list --vendor agilicus --emulator --filter email=",
        "A filter for Agilicus has the form field=value; fields: " + AgilicusFields)]
    [TestCase("users list --vendor agilicus --emulator --filter firstname=Ada",
        "Agilicus has no filter field 'firstname'; fields: " + AgilicusFields + " Did you mean 'first_name'?")]
    public async Task Invalid_usage_is_reported_in_one_line(string args, string line)
    {
        var result = await Tool.RunAsync(args.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        result.AssertFailed(2, line);
    }

    [TestCase("okta", "https://example.okta.com",
        "No credential for Okta: set OKTA_API_TOKEN, OKTA_CLIENT_ID and OKTA_SCOPES and OKTA_PRIVATE_KEY or OKTA_ACCESS_TOKEN, "
            + "or save one with idsdk login okta.")]
    [TestCase("onelogin", "https://example.onelogin.com",
        "No credential for OneLogin: set ONELOGIN_CLIENT_ID and ONELOGIN_CLIENT_SECRET or ONELOGIN_ACCESS_TOKEN, or save one with idsdk login onelogin.")]
    [TestCase("agilicus", null,
        "No credential for Agilicus: set AGILICUS_AUTHENTICATION_DOCUMENT or AGILICUS_ACCESS_TOKEN, or save one with idsdk login agilicus.")]
    [TestCase("okta", null, "No base URL: use --base-url or set OKTA_BASE_URL.")]
    [TestCase("onelogin", null, "No base URL: use --base-url or set ONELOGIN_BASE_URL.")]
    [TestCase("all", null, "No base URL: use --base-url or set OKTA_BASE_URL.")]
    public async Task Missing_credential_or_base_url_is_named(string vendor, string? baseUrl, string line)
    {
        string[] address = baseUrl is null ? [] : ["--base-url", baseUrl];

        var result = await Tool.RunAsync(["users", "list", "--vendor", vendor, .. address]);

        result.AssertFailed(2, line);
    }

    [Test]
    public async Task Incomplete_credential_pair_is_a_missing_credential()
    {
        var tool = new Tool { Variables = { ["ONELOGIN_CLIENT_ID"] = Tool.Secret, ["ONELOGIN_CLIENT_SECRET"] = "" } };

        var result = await tool.WithArgumentsAsync(["users", "list", "--vendor", "onelogin", "--base-url", "https://example.onelogin.com"]);

        result.AssertFailed(2, "No credential for OneLogin: ONELOGIN_CLIENT_ID is set, but ONELOGIN_CLIENT_SECRET is not.");
    }

    [TestCase("example.okta.com", "--base-url is not an absolute URL such as https://example.com.")]
    [TestCase("http://example.okta.com", "Base URL: the address must be https; http is accepted on loopback only.")]
    [TestCase("https://me:pw@example.okta.com", "Base URL: the address must not hold user info.")]
    [TestCase("https://example-admin.okta.com", "Base URL: the address belongs to the admin console; leave out '-admin'.")]
    public async Task Invalid_base_url_is_rejected(string address, string line)
    {
        var tool = new Tool { Variables = { ["OKTA_API_TOKEN"] = Tool.Secret } };

        var result = await tool.WithArgumentsAsync(["users", "list", "--vendor", "okta", "--base-url", address]);

        result.AssertFailed(2, line);
    }

    [Test]
    public async Task Invalid_credential_is_named_but_not_shown()
    {
        var tool = new Tool { Variables = { ["OKTA_API_TOKEN"] = Tool.Secret + "\n" } };

        var result = await tool.WithArgumentsAsync(["users", "list", "--vendor", "okta", "--base-url", "https://example.okta.com"]);

        result.AssertFailed(2, "OKTA_API_TOKEN: A credential must consist of visible ASCII characters without blanks.");
    }

    [Test]
    public async Task Control_characters_in_an_argument_are_replaced()
    {
        var result = await Tool.RunAsync("users", "list", "--vendor", "okta", "--a\nb\u001b[31m");

        Assert.That(result.Error, Does.Not.Contain("\u001b").And.EndsWith("\n"));
        Assert.That(result.Error.Count(character => character == '\n'), Is.EqualTo(1));
    }
}
