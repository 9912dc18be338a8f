using System.Text.RegularExpressions;

namespace IdentitySdk.Tests;

/// <summary>build/new-vendor.sh: a scaffolded vendor builds, lists users, and fails only where something is left to write.</summary>
public sealed partial class NewVendorTests
{
    [TestCase("", "usage: build/new-vendor.sh <Name>")]
    [TestCase("Contoso Fabrikam", "usage: build/new-vendor.sh <Name>")]
    [TestCase("contoso", "'contoso' is no name")]
    [TestCase("Con-toso", "'Con-toso' is no name")]
    [TestCase("../Up", "'../Up' is no name")]
    [TestCase("Okta", "okta is there already")]
    [TestCase("ONELOGIN", "onelogin is there already")]
    [TestCase("Core", "Core is there already")]
    public async Task Invalid_name_is_rejected_in_one_line(string arguments, string expected)
    {
        var (exitCode, output) = await RunAsync(Repository.Root, Repository.Path("build", "new-vendor.sh"), arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Assert.That((exitCode, output.Split('\n').Length), Is.EqualTo((2, 2)), output);
        Assert.That(output, Does.StartWith("new-vendor: ").And.Contain(expected));
    }

    [Test]
    [Explicit("Builds a fourth vendor in a clone.")]
    [Category("Slow")]
    public async Task Fourth_vendor_lists_users_and_fails_for_what_is_left_to_write()
    {
        var clone = Directory.CreateTempSubdirectory("identitysdk-vendor-").FullName;
        try
        {
            await RunAsync(clone, "git", "clone", "--quiet", Repository.Root, ".");
            var (exitCode, output) = await RunAsync(clone, Path.Combine(clone, "build", "new-vendor.sh"), "Contoso");
            Assert.That(exitCode, Is.Zero, output);
            Assert.That(output, Does.StartWith("Contoso is there."));

            var (_, tests) = await RunAsync(clone, "dotnet", "test", "tests/IdentitySdk.Contoso.Tests", "--nologo");
            Assert.That(tests, Does.Match(@"Failed: +6, Passed: +6, Skipped: +0, Total: +12"));
            Assert.That(FailedTest().Matches(tests).Select(match => match.Groups[1].Value).Distinct(), Is.EqualTo(new[] { "Left_to_write" }));

            var list = await DotNet.RunAsync(clone, "run", "--project", "src/IdentitySdk.Cli", "--", "users", "list", "--vendor", "contoso", "--emulator", "--take", "3");
            Assert.That(list, Does.Contain("user-0").And.Contain("user-2").And.Not.Contain("user-3"));

            // All rules hold, except for snapshots that need a review.
            var (_, rules) = await RunAsync(clone, "dotnet", "test", "tests/IdentitySdk.Specs.Tests", "--nologo");
            Assert.That(FailedTest().Matches(rules).Select(match => match.Groups[1].Value).Distinct(), Is.EquivalentTo(new[]
            {
                "Public_surface_equals_its_snapshot", "Requests_equal_their_snapshot", "README_and_the_table_count_every_operation",
                "Table_of_deviations_is_up_to_date", "Table_of_operations_is_up_to_date",
            }));

            Assert.That((await RunAsync(clone, Path.Combine(clone, "build", "new-vendor.sh"), "Fabrikam")).Output, Does.Contain("the tree is dirty"));
        }
        finally
        {
            foreach (var file in Directory.EnumerateFiles(clone, "*", SearchOption.AllDirectories))
            {
                // Git's objects are read-only.
                File.SetAttributes(file, FileAttributes.Normal);
            }

            Directory.Delete(clone, recursive: true);
        }
    }

    private static Task<(int ExitCode, string Output)> RunAsync(string folder, string program, params string[] arguments) => new BuiltProgram(folder, program, arguments).RunAsync();

    [GeneratedRegex(@"^ +Failed (\w+)", RegexOptions.Multiline)]
    private static partial Regex FailedTest();
}
