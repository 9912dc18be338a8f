using System.Diagnostics;
using IdentitySdk.Cli.Hosting;

namespace IdentitySdk.Tests;

/// <summary>The reference, man pages and completion, which are created from the commands.</summary>
public sealed class ReferenceTests
{
    private string _folder = "";

    [SetUp]
    public void CreateFolder() => _folder = Directory.CreateTempSubdirectory("idsdk-reference-").FullName;

    [TearDown]
    public void DeleteFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public async Task Committed_reference_is_up_to_date()
    {
        var committed = Repository.Path("docs", "reference");
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1")
        {
            Directory.CreateDirectory(committed);
            (await Tool.RunAsync("reference", "markdown", committed)).AssertSucceeded();
        }

        (await Tool.RunAsync("reference", "markdown", _folder)).AssertSucceeded();

        Assert.That(Files(_folder).Keys, Is.EquivalentTo(Files(committed).Keys));
        foreach (var (name, text) in Files(_folder))
        {
            Assert.That(Files(committed)[name], Is.EqualTo(text),
                $"docs/reference/{name} is out of date. Run UPDATE_SNAPSHOTS=1 dotnet test tests/IdentitySdk.Cli.Tests and commit it.");
        }
    }

    [Test]
    public void Documented_exit_codes_match_the_tool()
    {
        var page = File.ReadAllText(Repository.Path("docs", "command-line.md")).ReplaceLineEndings("\n");
        var table = page.Split("<!-- exit codes -->")[1].Split("<!-- /exit codes -->")[0];

        Assert.That(table.Trim(),
            Is.EqualTo("| code | meaning |\n| --- | --- |\n" + string.Join('\n', ExitCodes.All.Select(each => $"| {each.Code} | {each.Meaning} |"))));
    }

    [Test]
    public async Task Man_pages_have_their_sections()
    {
        (await Tool.RunAsync("reference", "man", _folder)).AssertSucceeded();

        var page = Files(_folder)["idsdk.1"];
        Assert.That(page, Does.StartWith(".TH IDSDK 1\n.SH NAME\nidsdk \\- "));
        Assert.That(page, Does.Contain(".SH \"EXIT STATUS\"").And.Contains(".SH \"ENVIRONMENT\"").And.Contains("\\fB130\\fR"));
        Assert.That(Files(_folder).Keys, Does.Contain("idsdk-okta.1").And.Contain("idsdk-users.1"));
    }

    [TestCase("idsdk.1")]
    [TestCase("idsdk-onelogin.1")]
    public async Task Man_pages_have_no_warnings(string page)
    {
        var mandoc = Which("mandoc") ?? Which("groff");
        Assume.That(mandoc, Is.Not.Null, "Skipped: neither mandoc nor groff is on this machine.");
        (await Tool.RunAsync("reference", "man", _folder)).AssertSucceeded();
        string[] args = mandoc!.EndsWith("mandoc", StringComparison.Ordinal) ? ["-T", "lint", "-W", "error"] : ["-man", "-Tutf8", "-wall", "-z"];

        var (exitCode, output) = await RunAsync(mandoc, [.. args, Path.Combine(_folder, page)]);

        Assert.That(output, Is.Empty);
        Assert.That(exitCode, Is.Zero);
    }

    [TestCase("", 0, "users,okta,onelogin,agilicus,login,profiles,doctor,emulate,api,completion")]
    [TestCase("users li", 8, "list")]
    [TestCase("users list --ven", 16, "--vendor")]
    [TestCase("users list --vendor ", 20, "okta,onelogin,agilicus,all")]
    [TestCase("users list --format js", 22, "json,jsonl")]
    [TestCase("okta user", 9, "users,user-lifecycle,user-roles")]
    [TestCase("okta users cre", 14, "create")]
    [TestCase("agilicus users list --status ", 29, "active,pending,disabled")]
    public async Task Completion_suggests_words(string line, int position, string expected)
    {
        var result = await Tool.RunAsync($"[suggest:{position}]", line);

        Assert.That(result.ExitCode, Is.Zero, result.Error);
        Assert.That(result.Lines, Is.SupersetOf(expected.Split(',')));
    }

    [Test]
    public async Task Completion_suggests_saved_profiles()
    {
        await using var okta = await IdentitySdk.Testing.OktaEmulator.StartAsync();
        var tool = new Tool { ConfigFolder = _folder, Variables = { ["OKTA_API_TOKEN"] = okta.ApiToken } };
        await tool.WithArgumentsAsync(["login", "okta", "--base-url", $"{okta.BaseAddress}", "--name", "acme"]);

        var result = await new Tool { ConfigFolder = _folder }.WithArgumentsAsync(["[suggest:21]", "users list --profile "]);

        Assert.That(result.Lines, Does.Contain("okta:acme"), result.Error);
    }

    [TestCase("bash")]
    [TestCase("zsh")]
    [TestCase("fish")]
    [TestCase("pwsh")]
    public async Task Completion_script_is_printed(string shell)
    {
        var result = await Tool.RunAsync("completion", shell);

        result.AssertSucceeded();
        Assert.That(result.Out, Does.Contain("[suggest:"));
    }

    [Test]
    public async Task Unknown_shell_is_rejected() =>
        (await Tool.RunAsync("completion", "bsh")).AssertFailed(2, "shell must be one of bash, zsh, fish, pwsh. Did you mean 'bash'?");

    /// <summary>Runs the script in the shell with the built tool.</summary>
    [TestCase("bash", "COMP_LINE='idsdk users li'; COMP_POINT=${#COMP_LINE}; _idsdk; printf '%s\\n' \"${COMPREPLY[@]}\"", "list\n")]
    [TestCase("bash", "COMP_LINE='idsdk okta users dele'; COMP_POINT=${#COMP_LINE}; _idsdk; printf '%s\\n' \"${COMPREPLY[@]}\"", "delete\n")]
    [TestCase("bash", "COMP_LINE='idsdk users list --vendor on'; COMP_POINT=${#COMP_LINE}; _idsdk; printf '%s\\n' \"${COMPREPLY[@]}\"", "onelogin\n")]
    [TestCase("fish", "function commandline; echo 'idsdk users li'; end; __idsdk_complete", "list\n")]
    [TestCase("zsh", "compadd() { shift; printf '%s\\n' $@; }; BUFFER='idsdk users li'; CURSOR=14; _idsdk", "list\n")]
    [TestCase("pwsh", "(TabExpansion2 'idsdk users li' 14).CompletionMatches.CompletionText", "list\n")]
    [CancelAfter(60_000)]
    [Platform(Exclude = "Win", Reason = "The tool is started by a script of a Unix shell.")]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public async Task Completion_script_completes_in_the_shell(string shell, string command, string expected)
    {
        var path = Which(shell);
        Assume.That(path, Is.Not.Null, $"Skipped: {shell} is not on this machine.");
        var script = Path.Combine(_folder, "completion");
        var defined = shell == "zsh" ? "compdef() { :; }\n" : "";
        await File.WriteAllTextAsync(script, defined + (await Tool.RunAsync("completion", shell)).Out + command + "\n");
        var tool = Path.Combine(_folder, "idsdk");
        await File.WriteAllTextAsync(tool, $"#!/bin/sh\nexec dotnet {Path.Combine(TestContext.CurrentContext.TestDirectory, "IdentitySdk.Cli.dll")} \"$@\"\n");
        File.SetUnixFileMode(tool, UnixFileMode.UserRead | UnixFileMode.UserExecute);

        var (_, output) = await RunAsync(path!, shell == "pwsh" ? ["-NoProfile", "-Command", $". {{ {await File.ReadAllTextAsync(script)} }}"] : [script]);

        Assert.That(output, Is.EqualTo(expected));
    }

    private static Dictionary<string, string> Files(string folder) =>
        Directory.GetFiles(folder).ToDictionary(path => Path.GetFileName(path), path => File.ReadAllText(path).ReplaceLineEndings("\n"));

    private static string? Which(string name) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);

    private async Task<(int ExitCode, string Output)> RunAsync(string path, params string[] args)
    {
        var start = new ProcessStartInfo(path, args) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["PATH"] = $"{_folder}{Path.PathSeparator}{start.Environment["PATH"]}";
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output + await error);
    }
}
