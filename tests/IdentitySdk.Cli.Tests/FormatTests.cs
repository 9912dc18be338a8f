namespace IdentitySdk.Tests;

public sealed class FormatTests
{
    [TestCase("okta", "table")]
    [TestCase("okta", "json")]
    [TestCase("okta", "jsonl")]
    [TestCase("okta", "csv")]
    [TestCase("okta", "tsv")]
    [TestCase("onelogin", "table")]
    [TestCase("onelogin", "json")]
    [TestCase("onelogin", "jsonl")]
    [TestCase("onelogin", "csv")]
    [TestCase("onelogin", "tsv")]
    [TestCase("agilicus", "table")]
    [TestCase("agilicus", "json")]
    [TestCase("agilicus", "jsonl")]
    [TestCase("agilicus", "csv")]
    [TestCase("agilicus", "tsv")]
    [TestCase("all", "table")]
    [TestCase("all", "json")]
    [TestCase("all", "jsonl")]
    [TestCase("all", "csv")]
    [TestCase("all", "tsv")]
    public async Task List_of_three_users_matches_the_snapshot(string vendor, string format)
    {
        var result = await Tool.RunAsync("users", "list", "--vendor", vendor, "--emulator", "--emulator-users", "3", "--format", format);

        result.AssertSucceeded();
        Snapshot.Match(result.Stable, $"list_{vendor}_{format}");
    }

    [Test]
    public async Task Format_defaults_to_table()
    {
        string[] args = ["users", "list", "--vendor", "all", "--emulator", "--take", "10"];

        var result = await Tool.RunAsync(args);

        Assert.That(result.Out, Is.EqualTo((await Tool.RunAsync([.. args, "--format", "table"])).Out));
        Assert.That(result.Lines, Has.Length.EqualTo(1 + (3 * 10)));
    }

    [TestCase("table", "VENDOR    ID                      LOGIN                                 NAME                  STATUS\n")]
    [TestCase("json", "[]\n")]
    [TestCase("jsonl", "")]
    [TestCase("tsv", "")]
    [TestCase("csv", "vendor,id,login,name,status\r\n")]
    public async Task Empty_list_is_a_complete_document(string format, string expected)
    {
        var result = await Tool.RunAsync("users", "list", "--vendor", "agilicus", "--emulator", "--filter", "email=nobody", "--format", format);

        result.AssertSucceeded();
        Assert.That(result.Out, Is.EqualTo(expected));
    }
}
