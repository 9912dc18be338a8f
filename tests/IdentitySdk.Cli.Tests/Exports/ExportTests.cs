using IdentitySdk.Cli.Exports;
using Newtonsoft.Json.Linq;

namespace IdentitySdk.Tests.Exports;

public sealed class ExportTests
{
    private WorkFolder _folder;

    [SetUp]
    public void NewFolder() => _folder = new WorkFolder();

    [TearDown]
    public void Remove() => _folder.Dispose();

    [Test]
    public async Task Export_contains_every_user_once([Values("okta", "onelogin", "agilicus")] string vendor, [Values("users.jsonl", "users.csv", "raw.jsonl")] string name)
    {
        await using var tenant = await Tenant.StartAsync(vendor, 230);
        string[] raw = name == "raw.jsonl" ? ["--raw"] : [];

        var result = await WorkFolder.RunAsync(tenant, vendor, ["export", _folder.Path(name), "--page-size", "20", .. raw]);
        var listed = await WorkFolder.RunAsync(tenant, vendor, "users", "list", "--all-states", "--format", "tsv", "--columns", "id");

        result.AssertSucceeded();
        Assert.That(result.Error, Does.Contain($"note: 230 users in {_folder.Path(name)}."));
        var lines = await File.ReadAllLinesAsync(_folder.Path(name));
        var ids = name.EndsWith("csv", StringComparison.Ordinal) ? lines[1..].Select(line => line.Split(',')[0]) : lines.Select(line => JObject.Parse(line)["id"]!.ToString());
        Assert.That(ids, Is.EquivalentTo(listed.Lines).And.Unique);
        Assert.That(Directory.GetFiles(_folder.Root), Is.EqualTo(new[] { _folder.Path(name) }));
    }

    /// <summary>The next run resumes at the page where the connection was lost, and the file is identical to that of an uninterrupted run.</summary>
    [Test]
    public async Task Interrupted_export_resumes_to_the_same_file([Values("users.jsonl", "users.csv", "raw.jsonl")] string name, [Values(1, 2, 4, 7)] int stopAt)
    {
        await using var tenant = await Tenant.StartAsync("okta", 130);
        string[] args = ["export", _folder.Path(name), "--page-size", "20", "--vendor", "okta", .. name == "raw.jsonl" ? ["--raw"] : Array.Empty<string>()];
        Assert.That((await tenant.Tool().WithArgumentsAsync([.. args.Select(arg => arg.Replace(name, "whole-" + name, StringComparison.Ordinal))])).ExitCode, Is.Zero);

        var requests = 0;
        var stopped = await With(tenant, () => new StoppingHandler(() => Interlocked.Increment(ref requests) >= stopAt)).WithArgumentsAsync(args);
        var exists = File.Exists(_folder.Path(name));
        var resumed = await tenant.Tool().WithArgumentsAsync(args);

        Assert.That(stopped.ExitCode, Is.EqualTo(3), stopped.Error);
        Assert.That(exists, Is.False, "an incomplete file does not have the final name");
        resumed.AssertSucceeded();
        Assert.That(resumed.Error.Contains("resuming", StringComparison.Ordinal), Is.EqualTo(stopAt > 1), resumed.Error);
        Assert.That(await File.ReadAllTextAsync(_folder.Path(name)), Is.EqualTo(await File.ReadAllTextAsync(_folder.Path("whole-" + name))));
    }

    /// <summary>The tool was killed after writing users, before saving the state.</summary>
    [Test]
    public async Task Users_written_after_the_last_state_are_not_duplicated()
    {
        await using var tenant = await Tenant.StartAsync("okta", 130);
        string[] args = ["export", _folder.Path("users.jsonl"), "--page-size", "20", "--vendor", "okta"];
        var requests = 0;
        await With(tenant, () => new StoppingHandler(() => Interlocked.Increment(ref requests) >= 4)).WithArgumentsAsync(args);
        await File.AppendAllTextAsync(_folder.Path("users.jsonl.part"), """{"id":"written, and not coun""");

        var resumed = await tenant.Tool().WithArgumentsAsync(args);

        resumed.AssertSucceeded();
        var ids = (await File.ReadAllLinesAsync(_folder.Path("users.jsonl"))).Select(line => (string)JObject.Parse(line)["id"]!).ToList();
        Assert.That(ids, Has.Count.EqualTo(130).And.Unique);
    }

    /// <summary>The tool was killed after the last page: before the file was renamed, or before the state was deleted.</summary>
    [Test]
    public void Export_at_the_end_of_the_list_does_not_start_over()
    {
        var path = _folder.Path("users.jsonl");
        using (var file = ExportFile.Open(path, "x", restarts: false))
        {
            file.Add("1\n"u8.ToArray(), users: 1, token: "next");
            file.Add("2\n"u8.ToArray(), users: 1, token: null);
        }

        using (var file = ExportFile.Open(path, "x", restarts: false))
        {
            Assert.That((file.IsComplete, file.Users), Is.EqualTo((true, 2)));
            file.Complete();
        }

        Assert.That(File.ReadAllText(path), Is.EqualTo("1\n2\n"));
        _folder.Write("users.jsonl.part.state", """{"of":"x","token":null,"length":4,"users":2,"complete":true}""");
        using var next = ExportFile.Open(path, "x", restarts: false);
        Assert.That((next.IsComplete, next.Users), Is.EqualTo((false, 0)), "the file is complete; a new export starts");
    }

    [Test]
    public async Task Export_resumes_only_with_the_same_format()
    {
        await using var tenant = await Tenant.StartAsync("okta", 50);
        var requests = 0;
        await With(tenant, () => new StoppingHandler(() => Interlocked.Increment(ref requests) >= 2)).WithArgumentsAsync(["export", _folder.Path("users.csv"), "--page-size", "20", "--vendor", "okta"]);

        var other = await WorkFolder.RunAsync(tenant, "okta", "export", _folder.Path("users.csv"), "--columns", "id");
        var restarted = await WorkFolder.RunAsync(tenant, "okta", "export", _folder.Path("users.csv"), "--columns", "id", "--restart");

        Assert.That(other.ExitCode, Is.EqualTo(2));
        Assert.That(other.Error, Does.Contain("belongs to another export: use the same vendor, format and columns, or --restart."));
        restarted.AssertSucceeded();
        Assert.That(await File.ReadAllLinesAsync(_folder.Path("users.csv")), Has.Length.EqualTo(51));
    }

    [TestCase("{}")]
    [TestCase("not JSON")]
    [TestCase("null")]
    public async Task Damaged_state_is_reported(string state)
    {
        await using var tenant = await Tenant.StartAsync("okta", 5);
        _folder.Write("users.jsonl.part.state", state);

        var result = await WorkFolder.RunAsync(tenant, "okta", "export", _folder.Path("users.jsonl"));

        Assert.That(result.ExitCode, Is.EqualTo(2));
        Assert.That(result.Error, Does.Contain("--restart"));
    }

    [Test]
    public async Task File_of_a_running_export_is_not_written()
    {
        await using var tenant = await Tenant.StartAsync("okta", 5);
        using var other = ExportFile.Open(_folder.Path("users.jsonl"), "x", restarts: false);

        var result = await WorkFolder.RunAsync(tenant, "okta", "export", _folder.Path("users.jsonl"));

        Assert.That(result.ExitCode, Is.EqualTo(2));
        Assert.That(result.Error, Does.Contain("being used by another process"));
    }

    [Test]
    public async Task Csv_can_be_imported_again()
    {
        await using var from = await Tenant.StartAsync("okta");
        await from.AddAsync("ada@example.com");
        await using var to = await Tenant.StartAsync("onelogin");
        await _folder.ExportAsync(from, "okta", "users.csv");

        var imported = await WorkFolder.RunAsync(to, "onelogin", "import", _folder.Path("users.csv"), "--plan", _folder.Path("plan.json"), "--yes");
        var listed = await WorkFolder.RunAsync(to, "onelogin", "users", "find", "ada@example.com", "--format", "tsv", "--columns", "firstname,lastname");

        imported.AssertSucceeded();
        Assert.That(listed.Out, Is.EqualTo("Ada\tLovelace\n"), listed.Error);
    }

    [TestCase("export", "Required argument 'file' missing")]
    [TestCase("export FOLDER", "the format is unknown;")]
    [TestCase("export FOLDER --format csv", "is a folder.")]
    [TestCase("export FOLDER/users", "the format is unknown; use --format jsonl or --format csv.")]
    [TestCase("export FOLDER/users.csv --raw", "--raw is for jsonl.")]
    [TestCase("export FOLDER/users.jsonl --columns id", "--columns is for csv.")]
    [TestCase("export FOLDER/users.jsonl --csv-safe off", "--csv-safe is for csv.")]
    [TestCase("export FOLDER/users.csv --columns id,id", "--columns has 'id' twice.")]
    [TestCase("export FOLDER/users.csv --format xml", "--format must be one of jsonl, csv.")]
    [TestCase("export FOLDER/nowhere/users.csv", "Could not find a part of the path")]
    public async Task Invalid_export_is_reported_in_one_line(string args, string line)
    {
        await using var tenant = await Tenant.StartAsync("okta", 3);

        var result = await WorkFolder.RunAsync(tenant, "okta", args.Replace("FOLDER", _folder.Root, StringComparison.Ordinal).Split(' '));

        Assert.That(result.ExitCode, Is.EqualTo(2), result.Error);
        Assert.That(result.Error.TrimEnd('\n'), Does.Contain(line).And.Not.Contains("\n"));
        Assert.That(tenant.RequestCount, Is.Zero);
    }

    [TestCase("[{\"id\":1.0},{\"id\":2}]", 2, "{\"id\":1.0}|{\"id\":2}")]
    [TestCase("{\"status\":{\"list\":[1,2]},\"empty\":[],\"data\":[{\"id\":1},\r\n{ \"id\" : 2,\n \"a\":[{}]}]}", 2, "{\"id\":1}|{ \"id\" : 2,\n \"a\":[{}]}")]
    [TestCase("[]", 0, "")]
    public void Raw_items_are_the_bytes_of_the_body(string body, int count, string items)
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes(body);

        Assert.That(string.Join('|', RawPages.Items(bytes, count).Select(item => System.Text.Encoding.UTF8.GetString(bytes[item.Start..item.End]))), Is.EqualTo(items));
    }

    private static Tool With(Tenant tenant, Func<HttpMessageHandler> transport)
    {
        var tool = new Tool { Transport = transport };
        foreach (var (name, value) in tenant.Tool().Variables)
        {
            tool.Variables.Add(name, value);
        }

        return tool;
    }

    /// <summary>A connection that fails from a given request on.</summary>
    private sealed class StoppingHandler(Func<bool> isLost) : DelegatingHandler(new SocketsHttpHandler())
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            isLost() ? throw new HttpRequestException(HttpRequestError.ConnectionError, "The connection was lost.") : base.SendAsync(request, cancellationToken);
    }
}
