using System.Diagnostics;
using System.Globalization;
using IdentitySdk.Benchmarks.Clients;
using IdentitySdk.Benchmarks.Report;
using IdentitySdk.Benchmarks.Server;

namespace IdentitySdk.Benchmarks.Runs;

/// <summary>Measures the time from a process's start to its first user.</summary>
internal static class ColdStart
{
    private const int Rounds = 30;
    private const string NoClient = "nothing";

    /// <summary>Gets one user: the role of the measured process.</summary>
    public static async Task<int> GetFirstUserAsync(string name, Uri address)
    {
        if (name != NoClient)
        {
            using var client = ClientFactory.Create(name, address);
            _ = await client.GetAsync("00u1").ConfigureAwait(false) ?? throw new InvalidOperationException("The response has no user.");
        }

        Console.WriteLine(Environment.CpuUsage.TotalTime.TotalMilliseconds.ToString(CultureInfo.InvariantCulture));
        return 0;
    }

    /// <summary>Gets one user, and prints the number of loaded assemblies: the role of the measured process.</summary>
    public static async Task<int> CountAssembliesAsync(Uri address)
    {
        using var client = ClientFactory.Create(ClientFactory.Sdk, address);
        await client.GetAsync("00u1").ConfigureAwait(false);
        Console.WriteLine(AppDomain.CurrentDomain.GetAssemblies().Length.ToString(CultureInfo.InvariantCulture));
        return 0;
    }

    public static async Task<Section> RunAsync(ServerProcess server)
    {
        string[] names = [NoClient, .. ClientFactory.All];
        var times = names.ToDictionary(name => name, _ => new List<(double Time, double Work)>());
        for (var round = -1; round < Rounds; round++)
        {
            foreach (var name in names)
            {
                var time = await StartAsync(name, server.AddressOf("pages-1")).ConfigureAwait(false);
                if (round >= 0)
                {
                    times[name].Add(time);
                }
            }
        }

        Cost Of(string name) => new([.. times[name].Select(time => time.Time)], 0);
        Cost WorkOf(string name) => new([.. times[name].Select(time => time.Work)], 0);
        var section = new Section("Process start to first user", "ms", "vs limit", "ms of processor time", "vs limit");
        foreach (var name in names)
        {
            section.Add(name, Of(name).Time, Of(name).TimeOver(Of(ClientFactory.Limit)), WorkOf(name).Time, WorkOf(name).TimeOver(WorkOf(ClientFactory.Limit)));
        }

        section.Figures.Add(new Figure("start to first user vs limit", 1.05, 0.95, Of(ClientFactory.Sdk).TimeOver(Of(ClientFactory.Limit))));
        return section;
    }

    private static async Task<(double Time, double Work)> StartAsync(string name, Uri address)
    {
        var started = Stopwatch.GetTimestamp();
        using var process = Process.Start(ServerProcess.Self("--first-user", name, address.AbsoluteUri))!;
        var line = await process.StandardOutput.ReadLineAsync().ConfigureAwait(false);
        var time = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        await process.WaitForExitAsync().ConfigureAwait(false);
        return double.TryParse(line, CultureInfo.InvariantCulture, out var work) ? (time, work) : throw new InvalidOperationException($"{name} did not start.");
    }
}
