using System.Diagnostics;
using IdentitySdk.SpecDiff;

namespace IdentitySdk.Tests.SpecDiffs;

/// <summary>Invalid input is one line on the error stream and exit code 2; a version that is too low is exit code 1.</summary>
public sealed class BadInputTests
{
    private TemporaryFolder _folder;

    [SetUp]
    public void NewFolder() => _folder = new();

    [TearDown]
    public void Remove() => _folder.Dispose();

    [TestCase("openapi: [", "is not valid YAML")]
    [TestCase("a: 1\na: 2", "is not valid YAML")]
    [TestCase("", "is not an OpenAPI 3 document")]
    [TestCase("- a\n- b", "is not an OpenAPI 3 document")]
    [TestCase("swagger: '2.0'\npaths: {}", "is not an OpenAPI 3 document")]
    [TestCase("openapi: 3.0.3\ninfo: { title: Sample Users API, version: 1.0.0 }", "is not an OpenAPI 3 document")]
    [TestCase("openapi: 3.0.3\npaths: {}", "has no info.title")]
    [TestCase("openapi: 3.0.3\ninfo: { title: Sample Users API }\npaths: {}", "has no info.version")]
    [TestCase("openapi: 3.0.3\ninfo: { title: Other Users API, version: 1.0.0 }\npaths: {}", "are of two vendors: 'Sample Users API' and 'Other Users API'")]
    [TestCase("openapi: 3.0.3\ninfo: { title: Sample Users API, version: 0.9.0 }\npaths: {}", "decreases from 1.0.0 to 0.9.0")]
    public async Task Invalid_newer_file_is_rejected_in_one_line(string text, string expected) => await AssertRejectedAsync(["files", Write("before.yaml", DiffSpec.Text), Write("after.yaml", text)], expected);

    [Test]
    public async Task Broken_reference_is_rejected() =>
        await AssertRejectedAsync(["files", Write("before.yaml", DiffSpec.Text), Write("after.yaml", DiffSpec.With("status: { $ref: '#/components/schemas/Status' }", "status: { $ref: '#/components/schemas/Gone' }"))], "#/components/schemas/Gone leads nowhere");

    [Test]
    public async Task Invalid_number_is_rejected() =>
        await AssertRejectedAsync(["files", Write("before.yaml", DiffSpec.Text), Write("after.yaml", DiffSpec.With("maxItems: 5", "maxItems: many"))], "maxItems is no number: many (line ");

    [Test]
    public async Task Duplicate_operation_is_rejected() =>
        await AssertRejectedAsync(["files", Write("before.yaml", DiffSpec.Text), Write("after.yaml", DiffSpec.With("  /old:\n", "  /users/{id}:\n"))], "an operation is declared twice");

    [Test]
    public async Task Missing_file_is_rejected() => await AssertRejectedAsync(["files", Path.Combine(_folder.Path, "none.yaml"), Write("after.yaml", DiffSpec.Text)], "none.yaml does not exist");

    [TestCase("0.2.0", "0.1.0", "the version decreases from 0.2.0 to 0.1.0")]
    [TestCase("one", "0.1.0", "'one' is not a version")]
    public async Task Invalid_version_is_rejected(string last, string now, string expected) =>
        await AssertRejectedAsync(["files", Write("before.yaml", DiffSpec.Text), Write("after.yaml", DiffSpec.Text), last, now], expected);

    [TestCase("0.1.1", 1)]
    [TestCase("0.2.0", 0)]
    public async Task Breaking_change_requires_a_higher_version(string now, int exitCode)
    {
        var result = await RunAsync("files", Write("before.yaml", DiffSpec.Text), Write("after.yaml", DiffSpec.With("required: [name]", "required: [name, email]")), "0.1.0", now);

        Assert.That(result.ExitCode, Is.EqualTo(exitCode), result.Output);
        Assert.That(result.Output, Does.Contain("`request-property-became-required`").And.Contain("**major**"));
    }

    [Test]
    public async Task No_arguments_show_the_usage()
    {
        var result = await RunAsync();
        Assert.That((result.ExitCode, result.Output.Split('\n')[0]), Is.EqualTo((2, "Usage: SpecDiff files <before.yaml> <after.yaml> [<last version> <version>]")));
    }

    [Test]
    public async Task Commits_with_a_breaking_change_require_a_higher_version()
    {
        await GitAsync("init", "--quiet", "--initial-branch=main");
        Write("Directory.Build.props", "<Project><PropertyGroup><Version>0.1.0</Version></PropertyGroup></Project>");
        Write("specs/sample/openapi.yaml", DiffSpec.Text);
        const string api = "tests/IdentitySdk.Packaging.Tests/__snapshots__/IdentitySdk.Sample.net8.0.api.snap";
        Write(api, "namespace Sample\n{\n    public sealed class User\n    {\n        public string? Name { get; set; }\n    }\n}\n");
        await CommitAsync("first");
        await GitAsync("branch", "base");
        Assert.That((await RunAsync("commits", _folder.Path, "base")).Output, Does.Contain("none: no version is needed."));

        Write("specs/sample/openapi.yaml", DiffSpec.With("        name: { type: string }\n", ""));
        await AssertRejectedAsync(["commits", _folder.Path, "base"], "the tree is dirty, commit first: specs/sample/openapi.yaml");
        Write(api, "namespace Sample\n{\n    public sealed class User\n    {\n    }\n}\n");
        await CommitAsync("break");
        var broken = await RunAsync("commits", _folder.Path, "base");
        Assert.That(broken.ExitCode, Is.EqualTo(1), broken.Output);
        Assert.That(broken.Output, Does.Contain("`response-optional-property-removed` | User.name").And.Contain("- User: public string? Name { get; set; }").And.Contain("requires version 0.2.0 or later"));

        Write("Directory.Build.props", "<Project><PropertyGroup><Version>0.2.0</Version></PropertyGroup></Project>");
        await CommitAsync("version");
        Assert.That((await RunAsync("commits", _folder.Path, "base")).ExitCode, Is.Zero);

        await GitAsync("tag", "v0.2.0");
        await GitAsync("branch", "--force", "base");
        Write("Directory.Build.props", "<Project><PropertyGroup><Version>0.1.9</Version></PropertyGroup></Project>");
        await CommitAsync("back");
        await AssertRejectedAsync(["commits", _folder.Path, "base"], "the version decreases from 0.2.0 to 0.1.9");
        await AssertRejectedAsync(["commits", _folder.Path, "none"], "'none' is not a commit of this repository");
    }

    [Test]
    public async Task New_vendor_is_a_feature_and_removed_vendor_requires_a_higher_version()
    {
        await GitAsync("init", "--quiet", "--initial-branch=main");
        Write("Directory.Build.props", "<Project><PropertyGroup><Version>1.0.0</Version></PropertyGroup></Project>");
        Write("specs/README.md", "rules");
        await CommitAsync("first");
        await GitAsync("branch", "base");
        Write("specs/sample/openapi.yaml", DiffSpec.Text);
        await CommitAsync("vendor");

        var added = await RunAsync("commits", _folder.Path, "base");
        Assert.That((added.ExitCode, added.Output.Contains("**minor**")), Is.EqualTo((0, true)), added.Output);

        await GitAsync("branch", "--force", "base");
        File.Delete(Path.Combine(_folder.Path, "specs", "sample", "openapi.yaml"));
        await CommitAsync("removed");
        var removed = await RunAsync("commits", _folder.Path, "base");
        Assert.That((removed.ExitCode, removed.Output.Contains("2.0.0 or later")), Is.EqualTo((1, true)), removed.Output);
    }

    private static async Task AssertRejectedAsync(string[] arguments, string expected)
    {
        var (exitCode, output) = await RunAsync(arguments);

        Assert.That(exitCode, Is.EqualTo(2), output);
        Assert.That(output.TrimEnd('\n'), Does.StartWith("spec-diff: ").And.Contain(expected).And.Not.Contain("\n"));
    }

    private static Task<(int ExitCode, string Output)> RunAsync(params string[] arguments) => ChildProcess.RunAsync(typeof(VendorDiff).Assembly.Location, arguments);

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder.Path, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    private async Task CommitAsync(string message)
    {
        await GitAsync("add", "--all");
        await GitAsync("-c", "user.name=Test", "-c", "user.email=test@example.com", "-c", "commit.gpgsign=false", "commit", "--quiet", "--message", message);
    }

    private async Task GitAsync(params string[] arguments)
    {
        using var git = Process.Start(new ProcessStartInfo("git", arguments) { WorkingDirectory = _folder.Path, RedirectStandardError = true })!;
        var errors = await git.StandardError.ReadToEndAsync();
        await git.WaitForExitAsync();
        Assert.That(git.ExitCode, Is.Zero, errors);
    }
}
