using IdentitySdk.Testing;
using Newtonsoft.Json.Linq;

namespace IdentitySdk.Tests;

/// <summary>The verbs that all vendors have in common, against emulators over HTTP.</summary>
public sealed class UserVerbTests
{
    private const string Ada = "ada@example.com";

    [TestCase("okta")]
    [TestCase("onelogin")]
    [TestCase("agilicus")]
    public async Task User_is_created_found_updated_and_deleted(string vendor)
    {
        await using var tenant = await Tenant.StartAsync(vendor);
        string[] login = vendor == "agilicus" ? [] : ["--login", Ada];

        var created = await tenant.RunAsync(["create", .. login, "--email", Ada, "--given-name", "Ada", "--family-name", "Lovelace", "--yes", "--format",
            "json"]);
        var id = (string)JObject.Parse(created.Out)["id"]!;
        var found = await tenant.RunAsync(["find", Ada, "--format", "tsv", "--columns", "id"]);
        var updated = await tenant.RunAsync(["update", Ada, "--family-name", "King", "--yes", "--format", "csv"]);
        var again = await tenant.RunAsync(["create", .. login, "--email", Ada, "--given-name", "Ada", "--family-name", "Lovelace", "--yes"]);
        var deleted = await tenant.RunAsync(["delete", id, "--yes"]);
        var gone = await tenant.RunAsync(["find", Ada]);

        Assert.That(created.ExitCode, Is.Zero, created.Error);
        Assert.That(found.Out, Is.EqualTo($"{id}\n"), found.Error);
        Assert.That(updated.Out, Does.Contain(",Ada King,"), updated.Error);
        Assert.That(again.ExitCode, Is.EqualTo(1), again.Error);
        Assert.That(again.Error, Does.Contain("already"));
        Assert.That(deleted.ExitCode, Is.Zero, deleted.Error);
        Assert.That(gone.ExitCode, Is.EqualTo(4), gone.Error);
    }

    [TestCase("okta", "suspend", "SUSPENDED")]
    [TestCase("okta", "deactivate", "DEPROVISIONED")]
    [TestCase("agilicus", "suspend", "disabled|suspended|inactive|blocked")]
    public async Task Action_changes_the_state_and_twice_is_once(string vendor, string action, string status)
    {
        await using var tenant = await Tenant.StartAsync(vendor);
        var id = await tenant.AddAsync(Ada);

        var first = await tenant.RunAsync([action, id, "--yes", "--format", "tsv", "--columns", "status"]);
        var second = await tenant.RunAsync([action, id, "--yes"]);

        Assert.That(first.Out.Trim(), Does.Match($"^({status})$"), first.Error);
        Assert.That(second.ExitCode, Is.Zero, second.Error);
    }

    [Test]
    public async Task Deletion_names_the_person_and_the_consequence()
    {
        await using var tenant = await Tenant.StartAsync("okta");
        var id = await tenant.AddAsync(Ada);

        var refused = await tenant.RunAsync(["delete", Ada]);
        var asked = await tenant.RunAsync(["delete", Ada], "n\n");
        var dry = await tenant.RunAsync(["delete", Ada, "--dry-run"]);
        var there = await tenant.RunAsync(["get", id]);

        var sentence = $"okta: delete Ada Lovelace, {Ada}, id {id}, ACTIVE. The account is removed for good: nothing brings it back.";
        Assert.That(refused.ExitCode, Is.EqualTo(5));
        Assert.That(refused.Error,
            Is.EqualTo($"idsdk: {sentence} There is no terminal to ask on: add --yes to do it, or --dry-run to see what would be done.\n"));
        Assert.That(asked.ExitCode, Is.EqualTo(5));
        Assert.That(asked.Error, Does.StartWith($"{sentence} Go on? [y/N] ").And.Contains("nothing was changed."));
        Assert.That(dry.Error, Is.EqualTo($"idsdk: dry run: {sentence} Nothing was changed.\n"));
        Assert.That(there.ExitCode, Is.Zero);
    }

    [Test]
    public async Task Yes_on_the_terminal_is_agreement()
    {
        await using var tenant = await Tenant.StartAsync("okta");
        var id = await tenant.AddAsync(Ada);

        var result = await tenant.RunAsync(["suspend", id, "--format", "tsv", "--columns", "status"], "y\n");

        Assert.That(result.Out, Is.EqualTo("SUSPENDED\n"), result.Error);
    }

    [TestCase("okta", "groups")]
    [TestCase("okta", "roles")]
    [TestCase("okta", "apps")]
    [TestCase("onelogin", "roles")]
    [TestCase("onelogin", "apps")]
    [TestCase("agilicus", "roles")]
    [TestCase("agilicus", "apps")]
    public async Task What_a_user_has_is_listed(string vendor, string verb)
    {
        await using var tenant = await Tenant.StartAsync(vendor);
        var id = await tenant.AddAsync(Ada);

        var result = await tenant.RunAsync([verb, id, "--format", "json"]);

        result.AssertSucceeded();
        Assert.That(() => JToken.Parse(result.Out), Throws.Nothing);
    }

    [TestCase("okta", "reset-password")]
    [TestCase("okta", "sessions revoke")]
    [TestCase("onelogin", "sessions revoke")]
    public async Task What_changes_a_user_is_done(string vendor, string verb)
    {
        await using var tenant = await Tenant.StartAsync(vendor);
        var id = await tenant.AddAsync(Ada);

        var refused = await tenant.RunAsync([.. verb.Split(' '), id]);
        var result = await tenant.RunAsync([.. verb.Split(' '), id, "--yes"]);

        Assert.That(refused.ExitCode, Is.EqualTo(5));
        result.AssertSucceeded();
    }

    [TestCase("onelogin", "suspend 1", "OneLogin does not support Suspend: ")]
    [TestCase("agilicus", "unlock x", "Agilicus does not support Unlock: ")]
    [TestCase("agilicus", "deactivate x", "Agilicus does not support Deactivate: ")]
    [TestCase("agilicus", "update x --title Countess", "Agilicus does not support title: use a custom attribute")]
    [TestCase("agilicus", "create --login a@example.com --email a@example.com", "Agilicus does not support login: users sign in by email")]
    [TestCase("onelogin", "reset-password 1", "OneLogin has no users reset-password: set a password with ")]
    [TestCase("agilicus", "groups x", "Agilicus has no users groups: ")]
    [TestCase("agilicus", "sessions revoke x", "Agilicus has no users sessions revoke: ")]
    [TestCase("okta", "create --email a@example.com", "create: Okta requires login, givenName, familyName for a new user.")]
    [TestCase("okta", "update x", "Nothing to change: ")]
    [TestCase("okta", "update x --set nonsense=1", "--set: there is no attribute nonsense; the tenant's own are named attributes.nonsense.")]
    [TestCase("okta", "update x --set titel=1", "--set: there is no attribute titel; the tenant's own are named attributes.titel. Did you mean 'title'?")]
    [TestCase("okta", "update x --set title", "--set has the form name=value or name:=json, not 'title'.")]
    [TestCase("okta", "update x --set title:={}", "--set title: a value is a text, ")]
    [TestCase("okta", "update x --set title:={", "--set title is not JSON: ")]
    [TestCase("okta", "update x --title A --set title=B", "title is given more than once.")]
    [TestCase("okta", "find x --by logon", "--by must be one of login, email, externalId, attributes.name. Did you mean 'login'?")]
    public async Task What_cannot_be_done_is_said_before_anything_is_sent(string vendor, string args, string line)
    {
        await using var tenant = await Tenant.StartAsync(vendor);

        var result = await tenant.RunAsync([.. args.Split(' '), "--yes"], allowUnknownYes: true);

        Assert.That(result.ExitCode, Is.EqualTo(2), result.Error);
        Assert.That(result.Error, Does.StartWith($"idsdk: {line}"));
        Assert.That(tenant.RequestCount, Is.Zero);
    }

    [Test]
    public async Task List_can_be_searched_sorted_and_limited_in_time()
    {
        await using var tenant = await Tenant.StartAsync("okta", 40);

        var all = await tenant.RunAsync(["list", "--all-states", "--format", "jsonl"]);
        var usual = await tenant.RunAsync(["list", "--format", "jsonl"]);
        var sorted = await tenant.RunAsync(["list", "--all-states", "--sort", "-profile.lastName", "--format", "tsv", "--columns", "profile.lastName"]);
        var filtered = await tenant.RunAsync(["list", "--filter", "status eq \"ACTIVE\"", "--filter", "profile.login eq \"nobody\"", "--expect-some",
            "--format", "jsonl"]);
        var since = await tenant.RunAsync(["list", "--since", "2999-01-01", "--format", "jsonl"]);

        Assert.That(all.Lines, Has.Length.EqualTo(40), all.Error);
        Assert.That(all.Error, Is.Empty);
        Assert.That(usual.Error, Does.Contain("note: Okta's list leaves out deactivated users (DEPROVISIONED); --all-states has them too."));
        Assert.That(sorted.Lines, Is.Not.Empty.And.Ordered.Descending.Using((System.Collections.IComparer)StringComparer.OrdinalIgnoreCase), sorted.Error);
        Assert.That(filtered.ExitCode, Is.EqualTo(6), filtered.Error);
        Assert.That(filtered.Error, Does.Contain("note: okta: no users. "));
        Assert.That(since.Lines, Is.Empty, since.Error);
    }

    [TestCase("okta", "list --search x --filter y", "Okta takes --filter or --search, not both")]
    [TestCase("okta", "list --sort id", "Okta sorts searches only")]
    [TestCase("onelogin", "list --search x", "OneLogin has no search")]
    [TestCase("agilicus", "list --since 2026-01-01", "Agilicus cannot list by time")]
    [TestCase("agilicus", "list --sort id", "Agilicus sorts by email only")]
    [TestCase("okta", "list --since yesterday", "--since must be a date or a time")]
    [TestCase("okta", "list --sort -", "--sort needs the name of a field.")]
    public async Task Lists_that_a_vendor_does_not_have_are_refused(string vendor, string args, string line)
    {
        await using var tenant = await Tenant.StartAsync(vendor);

        var result = await tenant.RunAsync(args.Split(' '));

        Assert.That(result.ExitCode, Is.EqualTo(2));
        Assert.That(result.Error, Does.StartWith($"idsdk: {line}"));
        Assert.That(tenant.RequestCount, Is.Zero);
    }
}
