using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using IdentitySdk.Benchmarks.Report;
using IdentitySdk.Benchmarks.Server;

namespace IdentitySdk.Benchmarks.Runs;

/// <summary>Measures the time from a process's start to its first user for each form of publishing.</summary>
internal static class StartForms
{
    private const int Rounds = 21;
    private const string Jit = "as it is";
    private const string Native = "native (PublishAot)";

    // The names of tests/IdentitySdk.NativeApp's forms.
    private static readonly (string Name, string Form)[] s_forms =
    [
        (Jit, "plain"), ("PublishReadyToRun", "ready"), ("PublishTrimmed", "trimmed"), ("PublishTrimmed and PublishReadyToRun", "trimmed-ready"), (Native, "native"),
    ];

    public static async Task<Section> RunAsync(ServerProcess server)
    {
        var root = Directory.CreateTempSubdirectory("IdentitySdk.StartForms");
        try
        {
            foreach (var (_, form) in s_forms)
            {
                await PublishAsync(form, Folder(root, form)).ConfigureAwait(false);
            }

            return await MeasureAsync(server, root).ConfigureAwait(false);
        }
        finally
        {
            root.Delete(recursive: true);
        }
    }

    private static async Task<Section> MeasureAsync(ServerProcess server, DirectoryInfo root)
    {
        var times = s_forms.ToDictionary(form => form.Name, _ => new List<(double Time, double Work)>());
        for (var round = -1; round < Rounds; round++)
        {
            foreach (var (name, form) in s_forms)
            {
                var time = await StartAsync(Path.Combine(Folder(root, form), "IdentitySdk.NativeApp"), server.AddressOf("real-1")).ConfigureAwait(false);
                if (round >= 0)
                {
                    times[name].Add(time);
                }
            }
        }

        Cost Of(string name) => new([.. times[name].Select(time => time.Time)], 0);
        Cost WorkOf(string name) => new([.. times[name].Select(time => time.Work)], 0);
        var section = new Section("Process start to first user, by the form of the program", "ms", $"vs {Jit}", "ms of processor time", $"vs {Jit}", "MB on disk");
        foreach (var (name, form) in s_forms)
        {
            var size = new DirectoryInfo(Folder(root, form)).EnumerateFiles("*", SearchOption.AllDirectories).Where(file => file.Extension is not (".pdb" or ".dbg" or ".xml")).Sum(file => file.Length);
            section.Add(name, Of(name).Time, Of(name).TimeOver(Of(Jit)), WorkOf(name).Time, WorkOf(name).TimeOver(WorkOf(Jit)), size / 1e6);
        }

        section.Figures.Add(new Figure("native start vs the just-in-time one", 0.2, 0.1, Of(Native).TimeOver(Of(Jit))));
        return section;
    }

    private static string Folder(DirectoryInfo root, string form) => Path.Combine(root.FullName, form);

    private static async Task PublishAsync(string form, string folder)
    {
        var project = Path.Combine(typeof(StartForms).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "RepoRoot").Value!, "tests/IdentitySdk.NativeApp");
        string[] arguments = ["publish", project, "-c", "Release", "--use-current-runtime", "-o", folder, "--verbosity", "quiet", $"-p:Form={form}"];
        using var publish = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true })!;
        var output = await publish.StandardOutput.ReadToEndAsync().ConfigureAwait(false);
        await publish.WaitForExitAsync().ConfigureAwait(false);
        _ = publish.ExitCode == 0 ? output : throw new InvalidOperationException($"The {form} program could not be published: {output}");
    }

    private static async Task<(double Time, double Work)> StartAsync(string program, Uri address)
    {
        var started = Stopwatch.GetTimestamp();
        using var process = Process.Start(new ProcessStartInfo(program, ["--first-user", address.AbsoluteUri]) { RedirectStandardOutput = true })!;
        var line = await process.StandardOutput.ReadLineAsync().ConfigureAwait(false);
        var time = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        await process.WaitForExitAsync().ConfigureAwait(false);
        return double.TryParse(line, CultureInfo.InvariantCulture, out var work) && process.ExitCode == 0 ? (time, work) : throw new InvalidOperationException($"{program} did not start.");
    }
}
