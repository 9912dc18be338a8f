using System.Globalization;
using IdentitySdk.Generation;

namespace IdentitySdk.Tests;

/// <summary>The same input gives the same bytes: on any machine, at any time, in any language.</summary>
public sealed class DeterminismTests
{
    private static readonly string s_spec = Repository.Path("specs", "onelogin", "openapi.yaml");

    [Test]
    public void Second_run_gives_the_same_bytes()
    {
        var first = Generator.Run(s_spec, MiniSpec.Namespace);
        var second = Generator.Run(s_spec, MiniSpec.Namespace);

        Assert.That(second, Is.EqualTo(first));
    }

    [Test]
    public void Foreign_culture_gives_the_same_bytes()
    {
        var expected = Generator.Run(s_spec, MiniSpec.Namespace);
        var before = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        try
        {
            // Built by hand, so that it differs even when no cultures are installed.
            var foreign = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            foreign.NumberFormat.NumberDecimalSeparator = ",";
            foreign.NumberFormat.NegativeSign = "~";
            foreign.DateTimeFormat.DateSeparator = ".";
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (foreign, foreign);

            Assert.That(Generator.Run(s_spec, MiniSpec.Namespace), Is.EqualTo(expected));
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = before;
        }
    }

    [Test]
    public async Task Separate_process_in_another_folder_and_time_zone_gives_the_same_bytes()
    {
        using var folder = new TemporaryFolder();
        var environment = new Dictionary<string, string> { ["TZ"] = "Asia/Tokyo", ["LC_ALL"] = "tr_TR.UTF-8", ["LANG"] = "tr_TR.UTF-8", ["NSWAG_NOVERSION"] = "" };
        var copy = Path.Combine(folder.Path, "copied specification.yaml");
        File.Copy(s_spec, copy);

        var (exitCode, output) = await ChildProcess.RunAsync(
            Path.Combine(BuildSettings.NSwagTools, "dotnet-nswag.dll"), Generator.Arguments(copy, folder.Path, MiniSpec.Namespace), folder.Path, environment);

        Assert.That(exitCode, Is.Zero, output);
        var expansion = await ChildProcess.RunAsync(typeof(Expander).Assembly.Location, ["expand", copy, folder.Path, folder.Path], folder.Path, environment);
        Assert.That(expansion.ExitCode, Is.Zero, expansion.Output);
        Assert.That(GeneratedCode.Read(folder.Path), Is.EqualTo(Generator.Run(s_spec, MiniSpec.Namespace)));
    }

    [Test]
    public void Generated_files_have_line_feeds_only_and_no_byte_order_mark()
    {
        var code = Generator.Run(s_spec, MiniSpec.Namespace);

        Assert.That(code.Clients + code.Models, Does.Not.Contain('\r').And.Not.Contain('\uFEFF').And.Not.Contain(Repository.Root));
    }
}
