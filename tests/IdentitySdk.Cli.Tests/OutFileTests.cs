namespace IdentitySdk.Tests;

/// <summary>Files of <c>--out</c>: they are complete, and devices and links are respected.</summary>
[Platform(Exclude = "Win", Reason = "There are no such devices, and links need a right.")]
public sealed class OutFileTests
{
    private string _folder;

    [SetUp]
    public void NewFolder() => _folder = Directory.CreateTempSubdirectory("out-").FullName;

    [TearDown]
    public void Remove() => Directory.Delete(_folder, recursive: true);

    [Test]
    public async Task Device_is_written_and_not_replaced_by_a_file()
    {
        var result = await ListAsync("/dev/null");

        Assert.That((result.ExitCode, result.Error), Is.EqualTo((0, "")));
        Assert.That(File.ReadAllText("/dev/null"), Is.Empty);
        Assert.That(Directory.GetFiles("/dev", "null*"), Has.Length.EqualTo(1));
    }

    [Test]
    public async Task Link_is_followed_and_retained()
    {
        var (file, link) = (Path.Combine(_folder, "users.csv"), Path.Combine(_folder, "latest.csv"));
        await File.WriteAllTextAsync(file, "older");
        File.CreateSymbolicLink(link, file);

        var result = await ListAsync(link);

        Assert.That(result.ExitCode, Is.Zero, result.Error);
        Assert.That(new FileInfo(link).LinkTarget, Is.EqualTo(file));
        Assert.That(await File.ReadAllTextAsync(file), Does.StartWith("vendor,id,"));
        Assert.That(Directory.GetFiles(_folder), Has.Length.EqualTo(2));
    }

    [Test]
    public async Task Failed_list_does_not_change_an_existing_file()
    {
        var file = Path.Combine(_folder, "users.csv");
        await File.WriteAllTextAsync(file, "older");

        var result = await Tool.RunAsync("users", "list", "--vendor", "okta", "--emulator", "--filter", "no filter", "--format", "csv", "--out", file,
            "--quiet");

        Assert.That(result.ExitCode, Is.Not.Zero);
        Assert.That(await File.ReadAllTextAsync(file), Is.EqualTo("older"));
        Assert.That(Directory.GetFiles(_folder), Has.Length.EqualTo(1));
    }

    private static Task<ToolResult> ListAsync(string file) =>
        Tool.RunAsync("users", "list", "--vendor", "okta", "--emulator", "--take", "5", "--format", "csv", "--out", file, "--quiet");
}
