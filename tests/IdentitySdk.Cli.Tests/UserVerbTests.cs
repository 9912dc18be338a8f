using IdentitySdk.Testing;
using Newtonsoft.Json.Linq;

namespace IdentitySdk.Tests;

/// <summary>The user commands that all vendors have in common, against emulators over HTTP.</summary>
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
    public async Task Action_changes_the_state_and_is_idempotent(string vendor, string action, string status)
    {
        await using var tenant = await Tenant.StartAsync(vendor);
        var id = await tenant.AddAsync(Ada);

        var first = await tenant.RunAsync([action, id, "--yes", "--format", "tsv", "--columns", "status"]);
        var second = await tenant.RunAsync([action, id, "--yes"]);

        Assert.That(first.Out.Trim(), Does.Match($"^({status})$"), first.Error);
        Assert.That(second.ExitCode, Is.Zero, second.Error);
    }

    [Test]
    public async Task Deletion_prompt_names_the_user_and_the_consequence()
    {
        await using var tenant = await Tenant.StartAsync("okta");
        var id = await tenant.AddAsync(Ada);

        var unconfirmed = await tenant.RunAsync(["delete", Ada]);
        var declined = await tenant.RunAsync(["delete", Ada], "n\n");
        var dry = await tenant.RunAsync(["delete", Ada, "--dry-run"]);
        var existing = await tenant.RunAsync(["get", id]);

        var sentence = $"okta: delete Ada Lovelace, {Ada}, id {id}, ACTIVE. The user is deleted permanently and cannot be restored.";
        Assert.That(unconfirmed.ExitCode, Is.EqualTo(5));
        Assert.That(unconfirmed.Error,
            Is.EqualTo($"idsdk: {sentence} There is no terminal to confirm this on: add --yes to make the change, or --dry-run to only show it.\n"));
        Assert.That(declined.ExitCode, Is.EqualTo(5));
        Assert.That(declined.Error, Does.StartWith($"{sentence} Continue? [y/N] ").And.Contains("nothing was changed."));
        Assert.That(dry.Error, Is.EqualTo($"idsdk: dry run: {sentence} Nothing was changed.\n"));
        Assert.That(existing.ExitCode, Is.Zero);
    }

    [Test]
    public async Task Confirmed_prompt_makes_the_change()
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
    public async Task Groups_roles_and_apps_of_a_user_are_listed(string vendor, string verb)
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
    public async Task Changing_command_requires_confirmation(string vendor, string verb)
    {
        await using var tenant = await Tenant.StartAsync(vendor);
        var id = await tenant.AddAsync(Ada);

        var unconfirmed = await tenant.RunAsync([.. verb.Split(' '), id]);
        var result = await tenant.RunAsync([.. verb.Split(' '), id, "--yes"]);

        Assert.That(unconfirmed.ExitCode, Is.EqualTo(5));
        result.AssertSucceeded();
    }

    [TestCase("onelogin", "suspend 1", "OneLogin does not support Suspend: ")]
    [TestCase("agilicus", "unlock x", "Agilicus does not support Unlock: ")]
    [TestCase("agilicus", "deactivate x", "Agilicus does not support Deactivate: ")]
    [TestCase("agilicus", "update x --title Countess", "Agilicus does not support title: use a custom attribute")]
    [TestCase("agilicus", "create --login a@example.com --email a@example.com", "Agilicus does not support login: users sign in by email")]
    [TestCase("onelogin", "reset-password 1", "OneLogin does not support users reset-password: set a password with ")]
    [TestCase("agilicus", "groups x", "Agilicus does not support users groups: ")]
    [TestCase("agilicus", "sessions revoke x", "Agilicus does not support users sessions revoke: ")]
    [TestCase("okta", "create --email a@example.com", "create: Okta requires login, givenName, familyName for a new user.")]
    [TestCase("okta", "update x", "Nothing to change: ")]
    [TestCase("okta", "update x --set nonsense=1", "--set: there is no attribute nonsense; for a custom attribute use attributes.nonsense.")]
    [TestCase("okta", "update x --set titel=1", "--set: there is no attribute titel; for a custom attribute use attributes.titel. Did you mean 'title'?")]
    [TestCase("okta", "update x --set title", "--set has the form name=value or name:=json, not 'title'.")]
    [TestCase("okta", "update x --set title:={}", "--set title: the value must be a string, ")]
    [TestCase("okta", "update x --set title:={", "--set title is not JSON: ")]
    [TestCase("okta", "update x --title A --set title=B", "title is given more than once.")]
    [TestCase("okta", "find x --by logon", "--by: there is no attribute logon; for a custom attribute use attributes.logon. Did you mean 'login'?")]
    [TestCase("okta", "find x --by title", "--by must be one of email, login, externalId, attributes.name.")]
    public async Task Invalid_user_command_is_reported_before_anything_is_sent(string vendor, string args, string line)
    {
        await using var tenant = await Tenant.StartAsync(vendor);

        var result = await tenant.RunAsync([.. args.Split(' '), "--yes"], allowUnknownYes: true);

        Assert.That(result.ExitCode, Is.EqualTo(2), result.Error);
        Assert.That(result.Error, Does.StartWith($"idsdk: {line}"));
        Assert.That(tenant.RequestCount, Is.Zero);
    }

    [Test]
    public async Task List_supports_search_sort_and_since()
    {
        await using var tenant = await Tenant.StartAsync("okta", 40);

        var all = await tenant.RunAsync(["list", "--all-states", "--format", "jsonl"]);
        var plain = await tenant.RunAsync(["list", "--format", "jsonl"]);
        var sorted = await tenant.RunAsync(["list", "--all-states", "--sort", "-profile.lastName", "--format", "tsv", "--columns", "profile.lastName"]);
        var filtered = await tenant.RunAsync(["list", "--filter", "status eq \"ACTIVE\"", "--filter", "profile.login eq \"nobody\"", "--expect-some",
            "--format", "jsonl"]);
        var since = await tenant.RunAsync(["list", "--since", "2999-01-01", "--format", "jsonl"]);

        Assert.That(all.Lines, Has.Length.EqualTo(40), all.Error);
        Assert.That(all.Error, Is.Empty);
        Assert.That(plain.Error, Does.Contain("note: Okta's list leaves out deactivated users (DEPROVISIONED); --all-states includes them."));
        Assert.That(sorted.Lines, Is.Not.Empty.And.Ordered.Descending.Using((System.Collections.IComparer)StringComparer.OrdinalIgnoreCase), sorted.Error);
        Assert.That(filtered.ExitCode, Is.EqualTo(6), filtered.Error);
        Assert.That(filtered.Error, Does.Contain("note: okta: no users. "));
        Assert.That(since.Lines, Is.Empty, since.Error);
    }

    [TestCase("okta", "list --search x --filter y", "Okta supports --filter or --search, not both")]
    [TestCase("okta", "list --sort id", "Okta sorts searches only")]
    [TestCase("onelogin", "list --search x", "OneLogin has no search")]
    [TestCase("agilicus", "list --since 2026-01-01", "Agilicus cannot list by time")]
    [TestCase("agilicus", "list --sort id", "Agilicus sorts by email only")]
    [TestCase("okta", "list --since yesterday", "--since must be a date or a time")]
    [TestCase("okta", "list --sort -", "--sort requires the name of a field.")]
    public async Task Unsupported_list_options_are_rejected(string vendor, string args, string line)
    {
        await using var tenant = await Tenant.StartAsync(vendor);

        var result = await tenant.RunAsync(args.Split(' '));

        Assert.That(result.ExitCode, Is.EqualTo(2));
        Assert.That(result.Error, Does.StartWith($"idsdk: {line}"));
        Assert.That(tenant.RequestCount, Is.Zero);
    }
}
