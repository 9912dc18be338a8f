using System.Text.RegularExpressions;
using IdentitySdk.Directories;
using Newtonsoft.Json.Linq;

namespace IdentitySdk.Tests.Plans;

/// <summary>Plan, apply, verify, undo, import and diff, against emulators over HTTP.</summary>
public sealed class PlanTests
{
    private WorkFolder _folder;

    [SetUp]
    public void NewFolder() => _folder = new WorkFolder();

    [TearDown]
    public void Remove() => _folder.Dispose();

    [TestCase("okta", "suspend", "Suspend")]
    [TestCase("onelogin", "deactivate", "Deactivate")]
    [TestCase("agilicus", "suspend", "Suspend")]
    public async Task Plan_is_applied_verified_and_undone(string vendor, string missing, string kind)
    {
        await using var tenant = await Tenant.StartAsync(vendor, 30);
        await tenant.AddAsync("leaver@example.com");
        await tenant.AddAsync("ada@example.com");
        var before = await _folder.ExportAsync(tenant, vendor, "before.csv");
        var joiner = new Dictionary<string, string> { ["email"] = "joiner@example.com", ["login"] = "joiner@example.com", ["givenName"] = "Joy", ["familyName"] = "Joiner" };
        var changed = new Dictionary<string, string> { ["email"] = "ada@example.com", ["familyName"] = "King" };
        var people = _folder.Write(
            "people.csv",
            [.. before.Where(line => !line.Contains("leaver@example.com", StringComparison.Ordinal) && !line.Contains("ada@example.com", StringComparison.Ordinal)),
                Row(before[0], changed), Row(before[0], joiner)]);

        var plan = await WorkFolder.RunAsync(tenant, vendor, "plan", people, "--manage", "familyName,givenName", "--missing", missing, "--plan", _folder.Path("plan.json"), "--format", "jsonl");
        var unconfirmed = await WorkFolder.RunAsync(tenant, vendor, "apply", _folder.Path("plan.json"));
        var dry = await WorkFolder.RunAsync(tenant, vendor, "apply", _folder.Path("plan.json"), "--dry-run");
        var untouched = await _folder.ExportAsync(tenant, vendor, "untouched.csv");
        var applied = await WorkFolder.RunAsync(tenant, vendor, "apply", _folder.Path("plan.json"), "--yes", "--format", "jsonl");
        var requests = tenant.RequestCount;
        var again = await WorkFolder.RunAsync(tenant, vendor, "apply", _folder.Path("plan.json"), "--yes");
        var sent = tenant.RequestCount - requests;
        var verified = await WorkFolder.RunAsync(tenant, vendor, "verify", _folder.Path("plan.json"));
        var undoing = await WorkFolder.RunAsync(tenant, vendor, "undo", _folder.Path("plan.json.journal"), "--created", "delete", "--allow-losing", "1", "--dry-run");
        var undone = await WorkFolder.RunAsync(tenant, vendor, "undo", _folder.Path("plan.json.journal"), "--created", "delete", "--allow-losing", "1", "--yes");
        var undoneAgain = await WorkFolder.RunAsync(tenant, vendor, "undo", _folder.Path("plan.json.journal"), "--created", "delete", "--allow-losing", "1", "--yes");
        var different = await WorkFolder.RunAsync(tenant, vendor, "verify", _folder.Path("plan.json"), "--format", "csv");

        Assert.That(Kinds(plan), Is.EquivalentTo(new[] { "Create", "Update", kind }), plan.Error);
        Assert.That(plan.Error, Does.Contain("1 lose access"));
        Assert.That(unconfirmed.ExitCode, Is.EqualTo(5), unconfirmed.Error);
        Assert.That(dry.ExitCode, Is.Zero, dry.Error);
        Assert.That(dry.Error, Does.StartWith($"idsdk: dry run: {vendor}: Create 1, Update 1, {kind} 1; 1 lose access;"));
        Assert.That(untouched, Is.EqualTo(before));
        Assert.That(applied.ExitCode, Is.Zero, applied.Error);
        Assert.That(applied.Lines.Select(line => (string)JObject.Parse(line)["outcome"]!), Is.EqualTo(new[] { "Applied", "Applied", "Applied" }));
        Assert.That(again.ExitCode, Is.Zero, again.Error);
        Assert.That(sent, Is.LessThanOrEqualTo(1), "completed changes are not requested again; a token may be");
        Assert.That(verified.ExitCode, Is.Zero, verified.Error);
        Assert.That(undoing.Error, Does.Contain("Deleted permanently: joiner@example.com."));
        Assert.That(undone.ExitCode, Is.Zero, undone.Error);
        Assert.That(undoneAgain.ExitCode, Is.Zero, undoneAgain.Error);
        Assert.That(different.ExitCode, Is.EqualTo(6), different.Error);
        Assert.That(different.Lines, Has.Length.EqualTo(4));
        Assert.That(await _folder.ExportAsync(tenant, vendor, "after.csv"), Is.EqualTo(before));
    }

    [Test]
    public async Task Plan_that_revokes_too_much_access_is_blocked_until_the_number_is_allowed()
    {
        await using var tenant = await Tenant.StartAsync("okta", 60);
        var users = await _folder.ExportAsync(tenant, "okta", "users.csv");
        var people = _folder.Write("people.csv", [.. users.Where((line, number) => number % 4 != 1 || !line.Contains(",ACTIVE,", StringComparison.Ordinal))]);
        var leavers = users.Length - File.ReadAllLines(people).Length;

        var plan = await WorkFolder.RunAsync(tenant, "okta", "plan", people, "--manage", "title", "--missing", "suspend", "--plan", _folder.Path("plan.json"));
        var apply = await WorkFolder.RunAsync(tenant, "okta", "apply", _folder.Path("plan.json"), "--yes");
        var wrong = await WorkFolder.RunAsync(tenant, "okta", "apply", _folder.Path("plan.json"), "--yes", "--allow-losing", $"{leavers - 1}", "--expect-matched", "0");
        var unchanged = await _folder.ExportAsync(tenant, "okta", "unchanged.csv");
        var matched = Regex.Match(plan.Error, @"--expect-matched (\d+)").Groups[1].Value;
        var agreed = await WorkFolder.RunAsync(tenant, "okta", "apply", _folder.Path("plan.json"), "--yes", "--allow-losing", $"{leavers}", "--expect-matched", matched);

        Assert.That(plan.ExitCode, Is.EqualTo(7), plan.Error);
        Assert.That(plan.Error, Does.Contain($"(to allow it: --allow-losing {leavers})"));
        Assert.That(plan.Out, Does.Contain("loses access"));
        Assert.That(apply.ExitCode, Is.EqualTo(7), apply.Error);
        Assert.That(wrong.ExitCode, Is.EqualTo(7), wrong.Error);
        Assert.That(unchanged, Is.EqualTo(users));
        Assert.That(agreed.ExitCode, Is.Zero, agreed.Error);
    }

    [Test]
    public async Task Rejected_change_is_reported_and_does_not_stop_the_others()
    {
        await using var tenant = await Tenant.StartAsync("okta", 10);
        var people = _folder.Write(
            "people.jsonl",
            """{"login":"a@example.com","email":"a@example.com","givenName":"A","familyName":"A"}""",
            """{"login":"b@example.com","email":"b@example.com","givenName":"B","familyName":"B"}""");
        var plan = await WorkFolder.RunAsync(tenant, "okta", "plan", people, "--manage", "givenName", "--expect-matched", "0", "--plan", _folder.Path("plan.json"));
        await tenant.AddAsync("a@example.com");

        var applied = await WorkFolder.RunAsync(tenant, "okta", "apply", _folder.Path("plan.json"), "--yes", "--format", "csv", "--csv-safe", "off");

        Assert.That(plan.ExitCode, Is.Zero, plan.Error);
        Assert.That(applied.ExitCode, Is.EqualTo(8), applied.Error);
        Assert.That(applied.Lines[1..], Has.One.Contains("a@example.com,Drifted,").And.One.Contains("b@example.com,Applied,"));
        Assert.That(applied.Error, Does.EndWith("idsdk: Applied 1, Drifted 1.\n"));
    }

    [Test]
    public async Task Import_applies_a_new_plan_and_archives_plan_and_journal()
    {
        await using var tenant = await Tenant.StartAsync("okta", 5);
        var people = _folder.Write("people.csv", "Mail;Vorname;Nachname", "eve@example.com;Eve;Neu");
        string[] import = ["import", people, "--map", "Mail=login,email", "--map", "Vorname=givenName", "--map", "Nachname=familyName", "--plan", _folder.Path("import.json")];

        var unconfirmed = await WorkFolder.RunAsync(tenant, "okta", [.. import, "--expect-matched", "0"]);
        var first = await WorkFolder.RunAsync(tenant, "okta", [.. import, "--expect-matched", "0", "--yes"]);
        var archived = Directory.GetFiles(_folder.Root, "import.*-*.json").Single();
        var second = await WorkFolder.RunAsync(tenant, "okta", [.. import, "--expect-matched", "1", "--yes"]);
        var undone = await WorkFolder.RunAsync(tenant, "okta", "undo", archived + ".journal", "--created", "delete", "--yes");

        Assert.That(unconfirmed.ExitCode, Is.EqualTo(5), unconfirmed.Error);
        Assert.That(first.ExitCode, Is.Zero, first.Error);
        Assert.That(File.Exists(_folder.Path("import.json")), Is.False, "neither an unconfirmed nor a complete run leaves a plan to resume");
        Assert.That(second.ExitCode, Is.Zero, second.Error);
        Assert.That(second.Error, Does.Contain("nothing to do"));
        Assert.That(undone.ExitCode, Is.Zero, undone.Error);
        Assert.That(await _folder.ExportAsync(tenant, "okta", "after.csv"), Has.Length.EqualTo(6));
    }

    [Test]
    public async Task Diff_compares_two_vendors()
    {
        await using var okta = await Tenant.StartAsync("okta");
        await using var oneLogin = await Tenant.StartAsync("onelogin");
        await okta.AddAsync("ada@example.com");
        await okta.AddAsync("bob@example.com");
        await oneLogin.AddAsync("ada@example.com");
        var tool = okta.Tool();
        foreach (var (name, value) in oneLogin.Tool().Variables)
        {
            tool.Variables.Add(name, value);
        }

        var one = await tool.WithArgumentsAsync(["diff", "okta", "onelogin", "--expect-matched", "1", "--format", "jsonl"]);
        await oneLogin.AddAsync("bob@example.com");
        var none = await tool.WithArgumentsAsync(["diff", "okta", "onelogin"]);

        Assert.That(one.ExitCode, Is.EqualTo(6), one.Error);
        Assert.That(one.Lines.Select(line => (string)JObject.Parse(line)["key"]!), Is.EqualTo(new[] { "bob@example.com" }));
        Assert.That(none.ExitCode, Is.Zero, none.Error);
    }

    [TestCase("plan", "Required argument 'source' missing for command: 'plan'. See idsdk plan --help.")]
    [TestCase("plan nowhere.csv", "nowhere.csv: Could not find file")]
    [TestCase("plan FOLDER/people", "the format is unknown; use --source-format csv or --source-format jsonl.")]
    [TestCase("plan FOLDER --source-format csv", "is a folder.")]
    [TestCase("plan FOLDER/empty.csv", "line 1 has no headers")]
    [TestCase("plan FOLDER/names.csv", "no column has the name of an attribute")]
    [TestCase("plan FOLDER/double.csv", "the attribute title has two columns")]
    [TestCase("plan FOLDER/people.csv --map Mail", "--map has the form header=attribute,attribute, not 'Mail'.")]
    [TestCase("plan FOLDER/people.csv --map Mail=mail", "--map: there is no attribute mail; for a custom attribute use attributes.mail. Did you mean 'email'?")]
    [TestCase("plan FOLDER/people.csv --map Mail=email", "there is no column Mail")]
    [TestCase("plan FOLDER/people.csv --map email=email --map email=login", "--map: The column email needs an attribute")]
    [TestCase("plan FOLDER/people.jsonl --map Mail=email", "--map, --state-column and --empty-clears are for csv.")]
    [TestCase("plan okta --map Mail=email", "--map is for files.")]
    [TestCase("plan FOLDER/people.csv --match mail", "--match: there is no attribute mail;")]
    [TestCase("plan FOLDER/people.csv --match title", "--match must be one of email, login, externalId, attributes.name.")]
    [TestCase("plan FOLDER/people.csv --manage nonsense", "--manage: there is no attribute nonsense;")]
    [TestCase("plan FOLDER/people.csv --manage externalId", "Okta does not support externalId: use a custom attribute")]
    [TestCase("plan FOLDER/people.csv --missing delete", "--missing must be one of leave, suspend, deactivate.")]
    [TestCase("plan FOLDER/people.csv --scope Sales", "--scope has the form attribute=value, not 'Sales'.")]
    [TestCase("plan FOLDER/people.csv --max-share 5", "--max-share must be a number between 0 and 1.")]
    [TestCase("plan FOLDER/people.csv --max-losing few", "--max-losing must be a whole number of 0 or more.")]
    [TestCase("plan FOLDER/people.csv --allow-losing all", "--allow-losing must be a whole number of 0 or more.")]
    [TestCase("plan FOLDER/twice.csv", "line 3 has the same email as line 2")]
    [TestCase("plan FOLDER/nobody.csv", "line 2 has no email.")]
    [TestCase("plan FOLDER/broken.csv", "line 2 has 1 cells instead of 2")]
    [TestCase("apply nowhere.json", "nowhere.json: Could not find file")]
    [TestCase("apply FOLDER", "is a folder.")]
    [TestCase("apply FOLDER/people.csv", "people.csv: ")]
    [TestCase("apply FOLDER/other.json", "is a plan for ")]
    [TestCase("verify FOLDER/edited.json", "edited")]
    [TestCase("undo nowhere.journal", "There is no journal nowhere.journal.")]
    [TestCase("undo FOLDER/people.csv", "Line 1 of the journal was altered")]
    [TestCase("plan FOLDER/people.csv --missing leave --missing suspend", "--missing")]
    [TestCase("plan FOLDER/people.csv --yes", "'--yes' is not an option of idsdk plan.")]
    [TestCase("apply FOLDER/other.json --protct x", "Did you mean '--protect'?")]
    [TestCase("undo FOLDER/people.csv --created burn", "--created must be one of stop, leave, delete.")]
    [TestCase("plan okta --base-url https://example.com", "--base-url is for one vendor, but the source is another one")]
    [TestCase("diff FOLDER/people.csv okta --vendor okta", "'--vendor' is not an option of idsdk diff.")]
    [TestCase("diff FOLDER/people.csv okta --base-url https://example.com", "'--base-url' is not an option of idsdk diff.")]
    [TestCase("diff FOLDER/people.csv nonsense", "The vendor 'nonsense' must be one of okta, onelogin, agilicus.")]
    [TestCase("diff FOLDER/people.csv okta:nobody", "nobody")]
    public async Task Invalid_plan_usage_is_reported_in_one_line(string args, string line)
    {
        await using var tenant = await Tenant.StartAsync("okta", 3);
        await WriteSamplesAsync();

        var words = args.Replace("FOLDER", _folder.Root, StringComparison.Ordinal).Split(' ');
        var result = words[0] == "diff" ? await tenant.Tool().WithArgumentsAsync(words) : await WorkFolder.RunAsync(tenant, "okta", words);

        Assert.That(result.ExitCode, Is.EqualTo(2), result.Error);
        Assert.That(result.Error.TrimEnd('\n'), Does.Contain(line).And.Not.Contains("\n"));
        Assert.That(result.Out, Is.Empty);
    }

    [Test]
    public async Task Journal_open_in_another_process_is_reported_and_nothing_is_sent()
    {
        await using var tenant = await Tenant.StartAsync("okta", 3);
        var people = _folder.Write("people.jsonl", """{"login":"a@example.com","email":"a@example.com","givenName":"A","familyName":"A"}""");
        await WorkFolder.RunAsync(tenant, "okta", "plan", people, "--expect-matched", "0", "--plan", _folder.Path("plan.json"));
        using var other = ChangeJournal.Open(_folder.Path("plan.json.journal"));
        var requests = tenant.RequestCount;

        var result = await WorkFolder.RunAsync(tenant, "okta", "apply", _folder.Path("plan.json"), "--yes");

        Assert.That(result.ExitCode, Is.EqualTo(2), result.Error);
        Assert.That(result.Error, Is.EqualTo("idsdk: The journal cannot be opened: another process has it open, or its path is not a file.\n"));
        Assert.That(tenant.RequestCount, Is.EqualTo(requests));
    }

    [TestCase("table")]
    [TestCase("json")]
    [TestCase("jsonl")]
    [TestCase("csv")]
    [TestCase("tsv")]
    public async Task Control_characters_never_reach_a_terminal(string format)
    {
        await using var tenant = await Tenant.StartAsync("okta");
        var people = _folder.Write("people.jsonl", """{"login":"a@example.com","email":"a@example.com","givenName":"\u001b]0;A\u202e\u0007","familyName":"\u009b2J"}""");
        var tool = new Tool { IsOutTerminal = true, IsErrorTerminal = true, Width = 120 };
        foreach (var (name, value) in tenant.Tool().Variables)
        {
            tool.Variables.Add(name, value);
        }

        var result = await tool.WithArgumentsAsync(["plan", people, "--vendor", "okta", "--format", format]);

        Assert.That(result.Out, Does.Contain("a@example.com"), result.Error);

        // The tool's own colours are allowed.
        var shown = Regex.Replace(result.Out + result.Error, @"\u001b\[[\d;]*m", "");
        Assert.That(shown.Where(character => (char.IsControl(character) && character is not ('\n' or '\r' or '\t')) || character == '\u202e'), Is.Empty);
    }

    [Test]
    public async Task Unsupported_policy_is_rejected_before_anything_is_sent()
    {
        await using var tenant = await Tenant.StartAsync("onelogin", 3);
        await WriteSamplesAsync();

        var result = await WorkFolder.RunAsync(tenant, "onelogin", "plan", _folder.Path("people.csv"), "--missing", "suspend");

        Assert.That(result.ExitCode, Is.EqualTo(2), result.Error);
        Assert.That(result.Error, Is.EqualTo("idsdk: OneLogin does not support Suspend: deactivate the user, and activate it later.\n"));
        Assert.That(tenant.RequestCount, Is.Zero);
    }

    [Test]
    public async Task Empty_standard_input_is_an_empty_source_and_blocked()
    {
        await using var tenant = await Tenant.StartAsync("okta", 3);

        var result = await WorkFolder.RunAsync(tenant, "okta", "import", "-", "--missing", "suspend", "--plan", _folder.Path("plan.json"), "--yes");

        Assert.That(result.ExitCode, Is.EqualTo(7), result.Error);
        Assert.That(result.Error, Does.Contain("the source is empty"));
        Assert.That(Directory.GetFiles(_folder.Root), Is.Empty);
    }

    [Test]
    public async Task People_are_read_from_standard_input()
    {
        await using var tenant = await Tenant.StartAsync("okta");
        var tool = tenant.Tool();
        tool.In = """{"login":"eve@example.com","email":"eve@example.com","givenName":"Eve","familyName":"New"}""" + "\n";

        var result = await tool.WithArgumentsAsync(["plan", "-", "--vendor", "okta", "--format", "tsv"]);

        Assert.That(result.Out, Does.StartWith("Create\teve@example.com\t"), result.Error);
    }

    private async Task WriteSamplesAsync()
    {
        _folder.Write("people", "email", "a@example.com");
        _folder.Write("people.csv", "email", "a@example.com");
        _folder.Write("people.jsonl", """{"email":"a@example.com"}""");
        _folder.Write("empty.csv");
        _folder.Write("names.csv", "Mail", "a@example.com");
        _folder.Write("double.csv", "email,title,title", "a@example.com,x,y");
        _folder.Write("twice.csv", "email", "a@example.com", "A@example.com");
        _folder.Write("nobody.csv", "email,title", ",x");
        _folder.Write("broken.csv", "email,title", "a@example.com");
        var people = new[] { new DesiredUser { Email = "a@example.com", Login = "a@example.com" } }.ToAsyncEnumerable();
        var plan = await DirectoryPlan.CreateAsync(people, new InMemoryDirectory("other"), new PlanOptions());
        await plan.SaveAsync(_folder.Path("other.json"));
        var text = await File.ReadAllTextAsync(_folder.Path("other.json"));
        _folder.Write("edited.json", text.Replace("memory:other", "memory:okta", StringComparison.Ordinal));
    }

    private static IEnumerable<string> Kinds(ToolResult plan) =>
        plan.Lines.Select(line => (string)JObject.Parse(line)["kind"]!).Where(kind => kind != "Left");

    /// <summary>A row of a file with these headers.</summary>
    private static string Row(string headers, IReadOnlyDictionary<string, string> cells) =>
        string.Join(',', headers.Split(',').Select(header => cells.GetValueOrDefault(header, "")));
}
